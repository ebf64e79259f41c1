"""A whole year of the sample office: weights written back, monitoring prepared, filled in by careless staff, collected, the
year-end annexes, what has changed, next year. The figures are compared with an independent calculation, and every answer with
what was typed. Exits 1 at the first disagreement."""

import datetime
import decimal
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import warnings

import openpyxl

from clienti import PROGRAM, ROOT, digest, office
from oracolo import check_figures

warnings.simplefilter("ignore")
CODE, EXPECTED, VALUE, ESITO, SHARE, REASON = 1, 4, 6, 7, 8, 9
FIRST = 5


def fail(text):
    print(f"anno: {text}")
    sys.exit(1)


def run(*arguments, codes=(0, 1)):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode not in codes:
        fail(f"{arguments}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def answer(kind, number_format, expected):
    """A value of the type that the cell asks for."""
    if kind == "date":
        return datetime.datetime(2023, random.randint(1, 12), random.randint(1, 28))
    if kind in ("decimal", "whole"):
        return random.choice([0.5, 0.8, 1]) if "%" in number_format else random.randint(1, 60)
    if kind == "list":
        return random.choice(["sì", "no"])
    return "3/4" if re.fullmatch(r"\d+/\d+", str(expected)) else "relazione consegnata"


def fill(path, said):
    """Types answers in a workbook, as its validations ask; one row in eight is left empty."""
    book = openpyxl.load_workbook(path)
    sheet = next(one for one in book if str(one.cell(FIRST - 2, CODE).value) == "{codice}")
    kinds = {}
    for rule in sheet.data_validations.dataValidation:
        for cells in rule.sqref.ranges:
            for row, column in cells.cells:
                kinds[row, column] = rule.type
    for row in range(FIRST, sheet.max_row + 1):
        code = sheet.cell(row, CODE).value
        if not code or sheet.cell(row, VALUE).protection.locked or random.random() < 0.125:
            continue
        value = sheet.cell(row, VALUE)
        value.value = answer(kinds.get((row, VALUE)), value.number_format, sheet.cell(row, EXPECTED).value)
        # an esito beside a value could contradict it, and then neither is used: it goes beside words only
        if value.value == "relazione consegnata" and not sheet.cell(row, ESITO).protection.locked:
            esito = random.choice(["realizzato", "realizzato", "non realizzato", "realizzato in parte"])
            sheet.cell(row, ESITO).value = esito
            if esito == "realizzato in parte":
                sheet.cell(row, SHARE).value = random.choice([0.25, 0.6])
            if esito != "realizzato":
                sheet.cell(row, REASON).value = "Ritardo del fornitore"
        said[code.split("|", 3)[3].rsplit("|", 2)[0]] = value.value
    return book, sheet


def careless(number, path, book, sheet, answers, profile):
    """What staff do to a workbook: another name, another sheet, rows in another order, another program."""
    if number % 3 == 0:
        rows = [[(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows(min_row=FIRST)]
        filled = [row for row in rows if row[0][0]]
        filled.reverse()
        for at, row in enumerate(filled):
            for column, (value, shown) in enumerate(row, 1):
                # formulas stay where they are: sorting moves them with their own references
                if not str(value).startswith("="):
                    sheet.cell(FIRST + at, column).value = value
                    sheet.cell(FIRST + at, column).number_format = shown
    if number % 3 == 1:
        sheet.title = "risposte ufficio"
        for rule in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(rule))
        sheet.insert_rows(FIRST + 1)
    target = answers / f"settore {number % 2}" / f"foglio {number} (1).xlsx"
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    if number % 4 in (1, 2):
        office(profile, target.parent, "xlsx" if number % 4 == 1 else "ods", [target])
        if number % 4 == 2:
            target.unlink()
    if number == 4:
        shutil.copy(target, target.with_name("copia per sicurezza.xlsx"))


def as_typed(value):
    if isinstance(value, datetime.datetime):
        return value.strftime("%d/%m/%Y")
    return value


def same(typed, found):
    if isinstance(typed, (int, float)):
        number = found.replace("%", "").replace(",", ".").strip()
        scale = 100 if "%" in found else 1
        return abs(float(number) - typed * scale) < 1e-9
    return as_typed(typed) == found


def check_answers(piano, said, by_hand):
    """Every answer stands in the data, or is in the list for the hand."""
    written = 0
    for obiettivo in piano["obiettivi"]:
        for at, indicatore in enumerate(obiettivo["indicatori"], 1):
            ambito = "T:" if obiettivo["ambito"] == "TRASVERSALE" else f"A:{obiettivo['ambito']}"
            typed = said.get(f"{ambito}|{obiettivo['numero']}|{at}")
            found = indicatore["conseguito"].get("31/12")
            if typed is None:
                continue
            if found is not None and same(typed, found):
                written += 1
            elif found is not None or f"{obiettivo['ambito']}/{obiettivo['numero']}" not in by_hand:
                fail(f"{ambito}|{obiettivo['numero']}|{at}: risposto {typed!r}, sulla scheda {found!r}")
    return written


def main():
    random.seed(2023)
    with tempfile.TemporaryDirectory() as here:
        here = pathlib.Path(here)
        peg, fogli, answers = here / "PEG 2023", here / "Fogli", here / "Risposte"
        sample = ROOT / "samples" / "calenzano-2023" / "preventivo"
        shutil.copytree(sample, peg)
        run("aggiorna", peg)
        run("monitoraggio", "prepara", peg, "--scadenza", "31/12/2023", "-o", fogli)
        said = {}
        for number, path in enumerate(sorted(fogli.glob("*.xlsx"))):
            book, sheet = fill(path, said)
            careless(number, path, book, sheet, answers, here / "profilo")
        print(run("monitoraggio", "raccogli", peg, answers, "-o", here / "ESITO").splitlines()[-1])
        before = digest(peg)
        again = run("monitoraggio", "raccogli", peg, answers, "-o", here / "ESITO")
        if digest(peg) != before:
            fail(f"raccogliere due volte le stesse risposte cambia le schede\n{again}")
        run("elabora", peg, "-o", here / "ESITO")
        piano = json.loads((here / "ESITO" / "dati" / "piano.json").read_text(), parse_float=decimal.Decimal)
        by_hand = here / "ESITO" / "Risposte da riportare a mano.xlsx"
        left = {row[4] for row in openpyxl.load_workbook(by_hand).active.values} if by_hand.exists() else set()
        written = check_answers(piano, said, left)
        # the sample's forms have a box of its own for fewer than half of the results
        if written < len(said) / 3:
            fail(f"solo {written} risposte su {len(said)} sono arrivate nelle schede")
        figures = check_figures(piano)
        run("confronta", sample, peg, "-o", here / "Variazioni")
        run("nuovo-anno", peg, "-o", here / "PEG 2024")
        run("controlla", here / "PEG 2024")
        print(f"anno: {written} risposte su {len(said)} nelle schede, le altre da riportare a mano; {figures} cifre uguali a un conto indipendente")


if __name__ == "__main__":
    main()
