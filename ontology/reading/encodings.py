#!/usr/bin/env python3
"""Makes the table of old encodings anew: python3 ontology/reading/encodings.py > ontology/reading/encodings.csv

TCVN3 (TCVN 5712-1) and VISCII (RFC 1456) come from iconv of glibc or GNU. VNI for Windows and VIQR (RFC 1456) write a
letter and then its marks, which iconv does not know: those stand here. The order is that of the Vietnamese alphabet,
tone by tone, small letter before capital.
"""
import subprocess
from unicodedata import normalize

GRAVE, HOOK, TILDE, ACUTE, DOT = TONES = "\u0300\u0309\u0303\u0301\u0323"
HAT, BREVE, HORN = "\u0302", "\u0306", "\u031b"
VOWELS = ["a", "a" + BREVE, "a" + HAT, "e", "e" + HAT, "i", "o", "o" + HAT, "o" + HORN, "u", "u" + HORN, "y"]
VIQR = {GRAVE: "`", HOOK: "?", TILDE: "~", ACUTE: "'", DOT: ".", BREVE: "(", HAT: "^", HORN: "+"}
# Marks behind a letter of VNI, and behind one with a breve or a hat, which are one byte with its tone.
VNI = {"": (GRAVE, 0xF8, HOOK, 0xFB, TILDE, 0xF5, ACUTE, 0xF9, DOT, 0xEF),
       BREVE: ("", 0xEA, GRAVE, 0xE8, HOOK, 0xFA, TILDE, 0xFC, ACUTE, 0xE9, DOT, 0xEB),
       HAT: ("", 0xE2, GRAVE, 0xE0, HOOK, 0xE5, TILDE, 0xE3, ACUTE, 0xE1, DOT, 0xE4)}
# Letters of VNI that are one byte: i with its tones, y with a dot, o and u with a horn, d with a stroke.
VNI_WHOLE = {"\u00ec": 0xEC, "\u1ec9": 0xE6, "\u0129": 0xF3, "\u00ed": 0xED, "\u1ecb": 0xF2, "\u1ef5": 0xEE,
             "\u01a1": 0xF4, "\u01b0": 0xF6, "\u0111": 0xF1}
CAPITAL = 0x20  # Capitals, and marks behind them, stand as far below small letters.


def iconv(letter, name):
    return subprocess.run(["iconv", "-f", "UTF-8", "-t", name], input=letter.encode(), capture_output=True, check=True).stdout


def vni(letter):
    small = letter.lower()
    below = 0 if small == letter else CAPITAL
    if small in VNI_WHOLE:
        return bytes([VNI_WHOLE[small] - below])
    base, *marks = normalize("NFD", small)
    tone = next((mark for mark in marks if mark in TONES), "")
    shape = next((mark for mark in marks if mark not in TONES), "")
    if shape == HORN:
        first, shape = VNI_WHOLE[normalize("NFC", base + HORN)] - below, ""
    else:
        first = ord(base) - below
    table = dict(zip(VNI[shape][::2], VNI[shape][1::2]))
    return bytes([first, table[tone] - below])


def viqr(letter):
    if letter.lower() == "\u0111":
        return b"dd" if letter.islower() else b"DD"
    base, *marks = normalize("NFD", letter)
    marks.sort(key=lambda mark: mark in TONES)
    return (base + "".join(VIQR[mark] for mark in marks)).encode()


def letters():
    for vowel in VOWELS:
        for tone in ("", *TONES):
            letter = normalize("NFC", vowel + tone)
            if not letter.isascii():
                yield from (letter, letter.upper())
    yield from ("\u0111", "\u0110")


print("letter,tcvn3,viscii,vni,viqr")
for letter in letters():
    cells = (iconv(letter, "TCVN5712-1:1993"), iconv(letter, "VISCII"), vni(letter), viqr(letter))
    print(letter, *(cell.hex() for cell in cells), sep=",")
