/* SPDX-License-Identifier: Apache-2.0 */
/* Of an entry: which of its fields hold codes of which table (`codes`), and which codes are documented (`expect`). */
#include "knowledge/load_pack.h"

/* The codes that `expect` lists for the choice's table, as the table has them. */
static bool read_expect(const wev_pack_file *p, unsigned line, struct json_object *expect, wev_code_choice *choice) {
    wev_load *const load = p->load;
    const wev_code_table *const table = choice->table;
    struct json_object *const listed = expect != NULL ? wev_jget(expect, table->name.ptr) : NULL;
    choice->has_expect = listed != NULL;
    if (listed == NULL)
        return true;
    if (table->kind != WEV_CODE_ENUM)
        return wev_bad(load->why, p->file, line, "codes are expected of an enum only", table->name.ptr);
    if (!wev_load_numbers(load, p->file, line, listed, table->width, &choice->expect))
        return false;
    return wev_load_own_codes(load, p->file, line, table, "an expected code is not in its table", &choice->expect);
}

static bool read_choice(const wev_pack_file *p, unsigned line, const char *key, struct json_object *name,
                        struct json_object *expect, wev_code_choice *choice) {
    if (!json_object_is_type(name, json_type_string))
        return wev_bad(p->load->why, p->file, line, "a code table's name was expected", key);
    const wev_str wanted = {json_object_get_string(name), (size_t)json_object_get_string_len(name)};
    choice->table = wev_rulebase_table(p->load->rulebase, wanted);
    return choice->table != NULL ? read_expect(p, line, expect, choice)
                                 : wev_bad(p->load->why, p->file, line, "there is no such code table", wanted.ptr);
}

/* {"by": FIELD, VALUE: TABLE, ..., "*": TABLE}; the last one wherever it stands. */
static bool read_choices(const wev_pack_file *p, unsigned line, struct json_object *json, struct json_object *expect,
                         wev_code_field *field) {
    wev_load *const load = p->load;
    const size_t count = (size_t)json_object_object_length(json);
    const wev_str by = wev_jstr(json, "by");
    struct json_object *const rest = wev_jget(json, "*");
    wev_code_choice *const choice = wev_load_alloc(load, count + 1, sizeof *choice);
    if (choice == NULL)
        return false;
    if (by.len == 0 || count < 2)
        return wev_bad(load->why, p->file, line, "a choice of code tables has `by`, a field, and a table for a value",
                       NULL);
    field->choice = choice;
    json_object_object_foreach(json, value, name) {
        if (strcmp(value, "by") == 0 || strcmp(value, "*") == 0)
            continue;
        wev_code_choice *const one = choice + field->choice_count++;
        if (!wev_load_str(load, wev_str_of(value), &one->value) || !read_choice(p, line, value, name, expect, one))
            return false;
    }
    return wev_load_str(load, by, &field->by) &&
           (rest == NULL || read_choice(p, line, "*", rest, expect, choice + field->choice_count++));
}

static bool read_field(const wev_pack_file *p, unsigned line, struct json_object *json, struct json_object *expect,
                       wev_code_field *field) {
    if (json_object_is_type(json, json_type_object))
        return read_choices(p, line, json, expect, field);
    wev_code_choice *const choice = wev_load_alloc(p->load, 1, sizeof *choice);
    if (choice == NULL)
        return false;
    field->choice = choice;
    field->choice_count = 1;
    return read_choice(p, line, field->field.ptr, json, expect, choice);
}

static bool has_table(const wev_entry *entry, const char *name) {
    for (uint32_t i = 0; i < entry->code_count; i++)
        for (uint32_t k = 0; k < entry->code[i].choice_count; k++)
            if (wev_str_equal(wev_text_raw(entry->code[i].choice[k].table->name), wev_str_of(name)))
                return true;
    return false;
}

/* `expect` speaks of tables that a field of the event has. */
static bool check_expect(const wev_pack_file *p, unsigned line, struct json_object *expect, const wev_entry *entry) {
    if (expect == NULL)
        return true;
    json_object_object_foreach(expect, name, value) {
        (void)value;
        if (!has_table(entry, name))
            return wev_bad(p->load->why, p->file, line, "codes are expected of a table that no field has", name);
    }
    return true;
}

bool wev_load_code_fields(const wev_pack_file *p, unsigned line, struct json_object *json, wev_entry *entry) {
    struct json_object *const codes = wev_jget(json, "codes"), *const expect = wev_jget(json, "expect");
    const size_t count = codes != NULL ? (size_t)json_object_object_length(codes) : 0;
    wev_code_field *const field = count > 0 ? wev_load_alloc(p->load, count, sizeof *field) : NULL;
    if (count > 0 && field == NULL)
        return false;
    entry->code = field;
    if (codes == NULL)
        return check_expect(p, line, expect, entry);
    json_object_object_foreach(codes, name, value) {
        wev_code_field *const one = field + entry->code_count++;
        if (!wev_load_str(p->load, wev_str_of(name), &one->field) || !read_field(p, line, value, expect, one))
            return false;
        one->place = wev_load_place(entry, one->field);
    }
    return check_expect(p, line, expect, entry);
}
