/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/ecs_targets.h"

/* Elastic Common Schema 8.17, field sets group, process, service, source, user. */
const wev_ecs_target wev_ecs_targets[] = {
    {SV_INIT("group.domain"), WEV_ECS_KEYWORD},
    {SV_INIT("group.id"), WEV_ECS_KEYWORD},
    {SV_INIT("group.name"), WEV_ECS_KEYWORD},
    {SV_INIT("process.command_line"), WEV_ECS_KEYWORD},
    {SV_INIT("process.executable"), WEV_ECS_KEYWORD},
    {SV_INIT("process.name"), WEV_ECS_BASENAME},
    {SV_INIT("process.pid"), WEV_ECS_NUMBER},
    {SV_INIT("process.parent.executable"), WEV_ECS_KEYWORD},
    {SV_INIT("process.parent.name"), WEV_ECS_BASENAME},
    {SV_INIT("process.parent.pid"), WEV_ECS_NUMBER},
    {SV_INIT("service.id"), WEV_ECS_KEYWORD},
    {SV_INIT("service.name"), WEV_ECS_KEYWORD},
    {SV_INIT("source.domain"), WEV_ECS_KEYWORD},
    {SV_INIT("source.ip"), WEV_ECS_IP},
    {SV_INIT("source.port"), WEV_ECS_PORT},
    {SV_INIT("user.domain"), WEV_ECS_KEYWORD},
    {SV_INIT("user.id"), WEV_ECS_KEYWORD},
    {SV_INIT("user.name"), WEV_ECS_KEYWORD},
    {SV_INIT("user.effective.domain"), WEV_ECS_KEYWORD},
    {SV_INIT("user.effective.id"), WEV_ECS_KEYWORD},
    {SV_INIT("user.effective.name"), WEV_ECS_KEYWORD},
    {SV_INIT("user.target.domain"), WEV_ECS_KEYWORD},
    {SV_INIT("user.target.id"), WEV_ECS_KEYWORD},
    {SV_INIT("user.target.name"), WEV_ECS_KEYWORD},
};
const unsigned wev_ecs_target_count = sizeof wev_ecs_targets / sizeof *wev_ecs_targets;
