//! Results in OpenFormula, the language of ods. Compared with LibreOffice's recalculation.

use super::check;
use crate::patch::formula::Dialect;

#[test]
fn open_formula_is_read() {
    check(
        "
        of:=SUM([.A1:.A3]) | A1=1 A2=2 A3=3 | 6
        of:=[.A1]+[$Foglio1.$A$2]*2 | A1=1 A2=2 | 5
        of:=SUM([$'Foglio1'.A1:.B2];5) | A1=1 B2=2 | 8
        of:=SUM([.A:.A];[.2:.2]) | A1=1 B2=2 | 3
        of:=IF([.A1]>5;\"si\";\"no\") | A1=7 | \"si\"
        of:=COM.MICROSOFT.IFS([.A1]>5;\"si\") | A1=7 | \"si\"
        of:=[.A1]+['file:///altro.ods'#$Foglio1.A1] | A1=7 | ?
        of:=[.A1]+[.#REF!] | A1=7 | ?
        of:=SUM([.A1:.A3]![.A2:.B2]) | A1=1 | ?
        of:=TRUE()+[.A1] | A1=7 | 8
        msoxl:=A1+1 | A1=7 | ?
        oooc:=[.A1]+1 | A1=7 | ?
        ",
        Dialect::OpenFormula,
    );
}

#[test]
fn where_libreoffice_may_differ_there_is_no_result() {
    check(
        "
        of:=[.A1]+1 | A1='12 | ?
        of:=[.A1] | A1= | ?
        of:=[.A1]+0 | A1= | 0
        of:=[.A1]=[.A2] | A1=a A2=a | TRUE
        of:=[.A1]=[.A2] | A1=a A2=A | ?
        of:=[.A1]=[.A2] | A1=TRUE A2=1 | ?
        of:=SUM([.A1:.A2]) | A1=TRUE A2=1 | ?
        of:=COUNTIF([.A1:.A3];\"a\") | A1=a A2=b A3=a | 2
        of:=COUNTIF([.A1:.A3];\"a\") | A1=a A2=ab | ?
        of:=COUNTIF([.A1:.A3];\"a.c\") | A1=a | ?
        of:=VLOOKUP(\"b\";[.A1:.B2];2;0) | A1=a A2=b B2=7 | 7
        of:=LARGE([.A1:.A2];3) | A1=1 A2=2 | ?
        of:=1/[.A1] | A1=0 | #DIV/0!
        of:=IF([.A1];1;2) | A1=testo | ?
        ",
        Dialect::OpenFormula,
    );
}
