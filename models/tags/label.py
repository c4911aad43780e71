#!/usr/bin/env python3
"""Has spaCy's English model read a folder of stories, for `train.rs` to learn from.

usage: label.py CORPUS OUT

CORPUS holds *.txt. OUT gets one line a token: file, first byte, end byte, Penn tag, dependency, and whether the head
stands to the right; split at tabs. Needs spaCy with `en_core_web_sm`, under whatever name it is installed.
"""
import pathlib
import sys

import spacy


def model():
    name = next(name for name in spacy.util.get_installed_models() if name.startswith("en_core_web_sm"))
    return spacy.load(name, exclude=["ner", "lemmatizer", "senter"])


def main():
    read = model()
    with open(sys.argv[2], "w", encoding="utf8") as out:
        for path in sorted(pathlib.Path(sys.argv[1]).glob("*.txt")):
            lines, start = [], 0
            for line in path.read_text("utf8").split("\n"):
                lines.append((line, start))
                start += len(line.encode()) + 1
            for doc, start in read.pipe(((line, start) for line, start in lines if line.strip()), as_tuples=True):
                for token in doc:
                    first = start + len(doc.text[: token.idx].encode())
                    end = first + len(token.text.encode())
                    ahead = int(token.head.i > token.i)
                    print(path.name, first, end, token.tag_, token.dep_, ahead, sep="\t", file=out)


main()
