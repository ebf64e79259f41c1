"""Writes into a workbook that holds nearly everything a workbook can hold, as three programs save it, and looks at it with other
eyes: every part but the sheets written keeps its bytes, openpyxl finds the values where they were asked and nothing else
changed, LibreOffice shows the dependent formulas right without recalculating. Exits 1 at the first disagreement."""

import datetime
import io
import pathlib
import subprocess
import sys
import tempfile
import warnings
import zipfile

import openpyxl
import xlsxwriter

from clienti import PROGRAM, office

warnings.simplefilter("ignore")

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc33"
    "0000000049454e44ae426082"
)

# sheet, cell, what is typed, what openpyxl must find; None: refused, and told
EDITS = [
    ("Scheda", "B6", "55", 55),
    ("Scheda", "D6", "12,5", 12.5),
    ("Scheda", "D7", "80%", 0.8),
    ("Scheda", "D8", "31/12/2023", datetime.datetime(2023, 12, 31)),
    ("Scheda", "A3", "nuovo <testo> & altro", "nuovo <testo> & altro"),
    ("Scheda", "E5", "realizzato", "realizzato"),
    ("Scheda", "F6", "99", 99),
    ("Scheda", "A30", "riga nuova", "riga nuova"),
    ("Scheda", "M5", "'=1+1", "=1+1"),
    ("Scheda", "A5", "", None),
    ("L'altro foglio", "E2", "40", 40),
    ("Nascosto", "A1", "5", 5),
    ("Protetto", "B1", "sì", "sì"),
]
REFUSED = [
    ("Scheda", "E6", "boh", "convalida"),
    ("Scheda", "F5", "150", "convalida"),
    ("Scheda", "B10", "1", "formula"),
    ("Scheda", "B1", "x", "unione"),
    ("L'altro foglio", "I2", "3", "matriciale"),
    ("Protetto", "A1", "no", "protetto"),
]
FOLLOWED = [("Scheda", "B10", 145), ("Scheda", "C10", 1.45), ("L'altro foglio", "B1", 290), ("L'altro foglio", "B5", 146)]


def fail(text):
    print(f"scrittura: {text}")
    sys.exit(1)


def draw(path):
    book = xlsxwriter.Workbook(path)
    bold, boxed = book.add_format({"bold": True}), book.add_format({"bg_color": "#FFC7CE", "border": 1})
    percent, day = book.add_format({"num_format": "0%"}), book.add_format({"num_format": "dd/mm/yyyy"})
    scheda, other, hidden = (book.add_worksheet(name) for name in ("Scheda", "L'altro foglio", "Nascosto"))
    hidden.hide()
    scheda.merge_range("A1:F1", "SCHEDA OBIETTIVO 2023", bold)
    scheda.write_rich_string("A2", bold, "Strategicità", " ..... ", boxed, "Complessità", " .....")
    for sheet, cell in ((scheda, "A3"), (scheda, "B3"), (other, "A1")):
        sheet.write(cell, "testo condiviso")
    for at in range(5):
        scheda.write(4 + at, 0, f"fase {at}")
        scheda.write(4 + at, 1, 10 * at)
        scheda.write_number(4 + at, 2, 0.1 * at, percent)
    scheda.write_formula("B10", "=SUM(B5:B9)", None, 100)
    scheda.write_formula("C10", "=B10/100", percent, 1)
    for cell, look in (("D6", boxed), ("D7", percent), ("D8", day)):
        scheda.write_blank(cell, None, look)
    scheda.data_validation("E5:E9", {"validate": "list", "source": ["realizzato", "non realizzato"]})
    scheda.data_validation("F5:F9", {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100})
    scheda.conditional_format("B5:B9", {"type": "data_bar", "data_bar_2010": True})
    scheda.conditional_format("C5:C9", {"type": "icon_set", "icon_style": "3_traffic_lights"})
    scheda.write_comment("A3", "commento")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Scheda!$B$5:$B$9"})
    scheda.insert_chart("H2", chart)
    scheda.insert_image("H20", "x.png", {"image_data": io.BytesIO(PIXEL)})
    scheda.insert_textbox("J2", "casella di testo")
    scheda.insert_button("J10", {"caption": "ok"})
    scheda.insert_checkbox("J12", True)
    scheda.set_header("&L&G", {"image_left": "x.png", "image_data_left": io.BytesIO(PIXEL)})
    scheda.add_sparkline("G5", {"range": "Scheda!B5:B9"})
    scheda.set_row(12, None, None, {"hidden": True})
    scheda.freeze_panes(1, 0)
    other.write_formula("B1", "=Scheda!B10*2", None, 200)
    other.write_formula("B2", "=TODAY()", day, 45000)
    other.write_formula("B4", "=SUM(A10:A20)", None, 0)
    other.write_formula("B5", "=Totale+1", None, 101)
    columns = [{"header": "Voce"}, {"header": "Punti", "total_function": "sum"}]
    other.add_table("D1:E5", {"columns": columns, "total_row": True, "name": "Tabella"})
    other.write_array_formula("I1:I3", "{=LEN(A1:A3)}")
    book.define_name("Totale", "=Scheda!$B$10")
    closed = book.add_worksheet("Protetto")
    closed.protect("x")
    closed.write("A1", "bloccata")
    closed.write("B1", "libera", book.add_format({"locked": False}))
    line = book.add_chart({"type": "line"})
    line.add_series({"values": "=Scheda!$B$5:$B$9"})
    book.add_chartsheet("Grafico").set_chart(line)
    book.set_custom_property("Prova", "x")
    book.close()


def write(workbook, folder):
    """The workbook after the edits."""
    lines = ["file;foglio;cella;atteso;nuovo"]
    lines += [f"{workbook.name};{sheet};{cell};;{typed}" for sheet, cell, typed, _ in EDITS + REFUSED]
    changes = folder / "modifiche.csv"
    changes.write_text("\n".join(lines), encoding="utf-8")
    done = subprocess.run([PROGRAM, "scrivi", changes, "--copia-in", folder / "dopo"], capture_output=True, text=True)
    for sheet, cell, _, why in REFUSED:
        line = next((line for line in done.stdout.splitlines() if f" › {sheet} › {cell} = " in line), "")
        if why not in line:
            fail(f"{workbook.name} {sheet} {cell} doveva essere rifiutata per «{why}»: {done.stdout}{done.stderr}")
    return folder / "dopo" / workbook.name


def check_parts(before, after):
    old, new = zipfile.ZipFile(before), zipfile.ZipFile(after)
    if old.namelist() != new.namelist():
        fail(f"{before.name}: le parti non sono le stesse")
    changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    meant = {f"xl/worksheets/sheet{number}.xml" for number in (1, 2, 3, 4)} | {"xl/workbook.xml", "content.xml"}
    if not changed <= meant:
        fail(f"{before.name}: sono cambiate {changed - meant}")


def check_cells(before, after):
    asked = {(sheet, cell): value for sheet, cell, _, value in EDITS}
    old, new = openpyxl.load_workbook(before, rich_text=True), openpyxl.load_workbook(after, rich_text=True)
    for sheet in old.worksheets:
        for row, column in sorted(set(sheet._cells) | set(new[sheet.title]._cells)):
            was, now = sheet.cell(row, column), new[sheet.title].cell(row, column)
            where = (sheet.title, was.coordinate)
            wanted = asked[where] if where in asked else was.value
            same = now.value == wanted or str(now.value) == str(wanted) or "formula" in type(wanted).__module__
            looks = all(repr(getattr(was, what)) == repr(getattr(now, what)) for what in ("font", "fill", "border"))
            if not same or not looks:
                fail(f"{before.name} {where}: {was.value!r} è diventato {now.value!r}, doveva essere {wanted!r}")


def check_results(shown, name):
    values = openpyxl.load_workbook(shown, data_only=True)
    for sheet, cell, value in FOLLOWED:
        found = values[sheet][cell].value
        if not isinstance(found, (int, float)) or abs(found - value) > 1e-9:
            fail(f"{name} {sheet} {cell}: LibreOffice mostra {found!r}, doveva essere {value}")


def main():
    with tempfile.TemporaryDirectory() as here:
        here = pathlib.Path(here)
        profile = here / "profilo"
        sources = {kind: here / kind / "ricca.xlsx" for kind in ("xlsxwriter", "openpyxl", "libreoffice")}
        for path in sources.values():
            path.parent.mkdir()
        draw(sources["xlsxwriter"])
        openpyxl.load_workbook(sources["xlsxwriter"], rich_text=True).save(sources["openpyxl"])
        office(profile, sources["libreoffice"].parent, "xlsx", [sources["xlsxwriter"]])
        (here / "ods").mkdir()
        office(profile, here / "ods", "ods", [sources["xlsxwriter"]])
        for before in [*sources.values(), here / "ods" / "ricca.ods"]:
            after = write(before, before.parent)
            check_parts(before, after)
            if before.suffix == ".xlsx":
                check_cells(before, after)
            shown = before.parent / "mostrato"
            office(profile, shown, "xlsx", [after])
            check_results(shown / "ricca.xlsx", f"{before.parent.name}/{before.name}")
    print(f"scrittura: {len(EDITS)} celle scritte e {len(REFUSED)} rifiutate in quattro cartelle di lavoro, tutto il resto intatto")


if __name__ == "__main__":
    main()
