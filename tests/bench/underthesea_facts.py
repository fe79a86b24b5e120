"""Names that underthesea finds, as facts that `chutri score` measures: `chutri texts pages/ | python3 underthesea_facts.py`.

Of each document the people (PER) and bodies (ORG), each once. Standard error has the rate.
"""

import json
import sys
import time
from importlib.metadata import version

from underthesea import ner, sent_tokenize

KINDS = {"PER": "people", "ORG": "organizations"}


def names(text):
    """Kind and words of each name: a tag B begins one, I goes on with it."""
    found = []
    for word, *_, tag in ner(text):
        if tag.startswith("B-"):
            found.append([tag[2:], word])
        elif tag.startswith("I-") and found:
            found[-1][1] += " " + word
    return found


def facts(document):
    lists = {name: {} for name in KINDS.values()}
    lines = [line for line in document["text"].splitlines() if line.strip()]
    for sentence in (sentence for line in lines for sentence in sent_tokenize(line)):
        for kind, words in names(sentence):
            if kind in KINDS:
                lists[KINDS[kind]][words] = None
    return {"doc": document["id"]} | {name: [{"name": words} for words in found] for name, found in lists.items()}


def main():
    ner("Hà Nội")  # reads the model
    size, start = 0, time.process_time()
    for line in sys.stdin:
        document = json.loads(line)
        size += len(document["text"].encode())
        print(json.dumps(facts(document), ensure_ascii=False))
    rate = size / (time.process_time() - start) / 1e6
    print(f"underthesea {version('underthesea')}: {rate:.3f} MB a second of processor time", file=sys.stderr)


main()
