"""Opens every kind of output with real clients: LibreOffice recalculates it, openpyxl re-reads it, an independent
calculation repeats the figures. Exits 1 at the first disagreement."""

import decimal
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile

import openpyxl

from oracolo import check_figures

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "target" / "release" / "schedario"
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""


def fail(text):
    print(f"clienti: {text}")
    sys.exit(1)


def digest(folder):
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def office(profile, target, kind, files):
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", kind, "--outdir"]
    subprocess.run([*command, str(target), *map(str, files)], check=True, capture_output=True, timeout=300)


def same(ours, theirs):
    if isinstance(ours, (int, float)) and isinstance(theirs, (int, float)):
        return abs(ours - theirs) <= 1e-9 * max(1, abs(ours))
    return (ours or "") == (theirs or "")


def compare(original, recalculated):
    """The number of formulas; every one must give what we cached."""
    formulas = openpyxl.load_workbook(original)
    cached = openpyxl.load_workbook(original, data_only=True)
    again = openpyxl.load_workbook(recalculated, data_only=True)
    count = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.data_type == "f":
                    ours, theirs = cached[sheet.title][cell.coordinate].value, again[sheet.title][cell.coordinate].value
                    count += 1
                    if not same(ours, theirs):
                        fail(f"{original.name} {sheet.title} {cell.coordinate} {cell.value}: {ours!r}, LibreOffice {theirs!r}")
                    if isinstance(theirs, str) and theirs.startswith("#"):
                        fail(f"{original.name} {sheet.title} {cell.coordinate}: {theirs}")
    return count


def check(state, work):
    source = ROOT / "samples" / "calenzano-2023" / state
    before = digest(source)
    outputs = [work / f"{state}-{turn}" for turn in (1, 2)]
    for output in outputs:
        done = subprocess.run([PROGRAM, "elabora", source, "-o", output], capture_output=True, text=True)
        if done.returncode not in (0, 1):
            fail(f"{state}: exit {done.returncode}\n{done.stderr}")
    if digest(source) != before:
        fail(f"{state}: the input folder was changed")
    if digest(outputs[0]) != digest(outputs[1]):
        fail(f"{state}: two runs give different bytes")
    for book in sorted(source.glob("*.*"))[:3]:
        done = subprocess.run([PROGRAM, "anteprima", book, "-o", outputs[0] / "anteprime"], capture_output=True, text=True)
        if done.returncode not in (0, 1):
            fail(f"anteprima {book.name}: exit {done.returncode}\n{done.stderr}")
    books = sorted(outputs[0].rglob("*.xlsx"))
    profile, again, pages = work / "profile", work / f"{state}-again", work / f"{state}-pdf"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE)
    office(profile, again, "xlsx", books)
    office(profile, pages, "pdf", books)
    for book in books:
        formulas = compare(book, again / book.name)
        pdf = pages / (book.stem + ".pdf")
        if not pdf.exists() or pdf.stat().st_size < 1000:
            fail(f"{book.name}: no page was printed")
        print(f"clienti: {state} {book.name}: {formulas} formulas recalculated, pages printed")
    figures = check_figures(json.loads((outputs[0] / "dati" / "piano.json").read_text(), parse_float=decimal.Decimal))
    print(f"clienti: {state} piano.json: {figures} figures equal to an independent calculation")


def main():
    with tempfile.TemporaryDirectory() as folder:
        for state in ("preventivo", "consuntivo"):
            check(state, pathlib.Path(folder))


if __name__ == "__main__":
    main()
