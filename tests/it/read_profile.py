"""Tells what FollowTheMoney drops of the entities of a file, or what the schema of Popolo says of one."""

import json
import os
import sys

module, path = sys.argv[1:]

if module == "followthemoney":
    from followthemoney import model

    entities, dropped = 0, []
    for line in open(path, encoding="utf-8"):
        data = json.loads(line)
        entities += 1
        schema = model.get(data["schema"])
        if schema is None:
            dropped.append([data["id"], data["schema"]])
            continue
        entity = model.get_proxy(data, cleaned=False)
        for name, values in data["properties"].items():
            if name not in schema.properties:
                dropped.append([data["id"], name])
            elif len(entity.get(name)) != len(values):
                dropped.append([data["id"], name, values, entity.get(name)])
        schema.validate(data)
    told = {"entities": entities, "dropped": dropped}
else:
    import jsonschema

    folder = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(folder, "popolo.schema.json"), encoding="utf-8") as file:
        schema = json.load(file)
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    errors = jsonschema.Draft202012Validator(schema).iter_errors(data)
    told = {"errors": [f"{error.json_path}: {error.message}" for error in errors]}
json.dump(told, sys.stdout)
