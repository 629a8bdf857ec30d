"""The shapes of what the JSON side gives."""

TEXT, FLAG, WHOLE = {"type": "string"}, {"type": "boolean"}, {"type": "integer"}
TEXTS = {"type": "array", "items": TEXT}
DAY = {"type": ["string", "null"], "format": "date"}
NUMBER, MAYBE = {"type": ["number", "null"]}, {"type": ["boolean", "null"]}
MAYBE_WHOLE, MAYBE_TEXT = {"type": ["integer", "null"]}, {"type": ["string", "null"]}


def ref(schema: str) -> dict:
    return {"$ref": f"#/components/schemas/{schema}"}


def object_of(properties: dict) -> dict:
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(properties),
        "additionalProperties": False,
    }


def _many(schema: str) -> dict:
    return {"type": "array", "items": ref(schema)}


def _each(schema: dict, *names: str) -> dict:
    return dict.fromkeys(names, schema)


_AGES = {
    "type": ["object", "null"],
    "properties": {"min": MAYBE_WHOLE, "max": MAYBE_WHOLE},
    "required": ["max", "min"],
}
_LIST = object_of(
    {**_each(WHOLE, "total", "confirmed", "left_out", "page"), "items": _many("Item")}
)
SCHEMAS = {
    "Error": {
        "type": "object",
        "properties": {"error": TEXT, "detail": MAYBE_TEXT},
        "required": ["error"],
    },
    "Source": object_of(
        {
            "urls": TEXTS,
            **_each(DAY, "published", "checked", "expires"),
            "level": {"enum": ["official", "second_hand", "unconfirmed"]},
        }
    ),
    "Contact": object_of(
        {
            "kind": {"enum": ["direct", "switchboard", "line", "form", "visit"]},
            **_each(TEXT, "value", "label", "ask_for", "hours", "hours_text", "level"),
            "published": DAY,
        }
    ),
    "Program": object_of(
        {
            **_each(TEXT, "id", "name", "short_name", "kana", "category", "plain", "pregnancy"),
            **_each(TEXT, "fee", "deadline", "where", "ask", "first_visit", "self_use"),
            **_each(TEXT, "closed_notice", "contact_department", "url", "page"),
            **_each(TEXTS, "aliases", "offers", "eligibility", "how_to_apply", "directions"),
            **_each(TEXTS, "referral_by", "ways"),
            "age_months": _AGES,
            "topic_only": FLAG,
            "contacts": _many("Contact"),
            "source": ref("Source"),
        }
    ),
    "Place": object_of(
        {
            **_each(TEXT, "id", "kind", "name", "short_name", "kana", "address", "town", "hours"),
            **_each(TEXT, "hours_text", "closed_text", "target", "fee", "reservation", "parking"),
            **_each(TEXT, "closed_notice", "url", "page"),
            **_each(TEXTS, "program_ids", "good_to_know"),
            **_each(NUMBER, "lat", "lon"),
            "position_approximate": FLAG,
            "contacts": _many("Contact"),
            "source": ref("Source"),
        }
    ),
    "Department": object_of(
        {
            **_each(TEXT, "id", "name", "handles", "address", "page"),
            "contacts": _many("Contact"),
            "source": ref("Source"),
        }
    ),
    "Hotline": object_of(
        {
            **_each(TEXT, "id", "name", "note"),
            "free": FLAG,
            "contact": ref("Contact"),
            "source": ref("Source"),
        }
    ),
    "Item": object_of(
        {
            **_each(TEXT, "id", "name", "kind", "plain", "page"),
            **_each(TEXTS, "why", "unconfirmed"),
            "unlikely": FLAG,
            "open": MAYBE,
            "distance_m": MAYBE_WHOLE,
            "source": ref("Source"),
        }
    ),
    "Found": object_of(
        {
            "release": TEXT,
            "understood": object_of(
                {
                    **_each(MAYBE_TEXT, "area", "open", "danger"),
                    "age_months": _AGES,
                    "pregnant": FLAG,
                }
            ),
            "hotlines": _many("Hotline"),
            "gaps": {"type": "array", "items": object_of(_each(TEXT, "id", "name", "text"))},
            "programs": _LIST,
            "places": _LIST,
        }
    ),
}
