# SPDX-License-Identifier: Apache-2.0
# What surrounds the module: the demo, the check, samples, configurations.

dist_trees += %D%
