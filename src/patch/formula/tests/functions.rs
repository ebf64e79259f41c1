//! Functions in Excel's language. Where LibreOffice agrees with Excel the lines were compared with its recalculation.

use super::{check, result};
use crate::patch::formula::Dialect;

fn excel(table: &str) {
    check(table, Dialect::Excel);
}

#[test]
fn sums_pass_over_what_is_not_a_number() {
    excel(
        "
        SUM(A1:A4) | A1=1 A2=testo A3=TRUE A4='12 | 1
        SUM(A1:A9) | A1= | 0
        SUM(A1,A2) | A1=testo A2=1 | 1
        SUM(A1,\"x\") | A1=1 | #VALUE!
        SUM(A1,\"3\",TRUE) | A1=1 | 5
        SUM(A:A,2:2) | A1=1 A2=2 B2=3 | 8
        SUM(A1:A3) | A1=1 A2=#N/A A3=#N/A | #N/A
        SUM(A1:A3) | A1=1 A2=#N/A A3=#REF! | ?
        SUM(IF(A1>0,A1:A3,B1:B3)) | A1=1 A2=2 A3=3 | 6
        AVERAGE(A1:A3) | A1=1 A2=testo A3=2 | 1.5
        AVERAGE(A1:A3) | A1=testo | #DIV/0!
        MIN(A1:A3) | A1=testo | 0
        MAX(A1:A3,5) | A1=1 A2=7 | 7
        PRODUCT(A1:A3) | A1=2 A3=4 | 8
        COUNT(A1:A4) | A1=1 A2=testo A3='3 A4=#N/A | 1
        COUNTA(A1:A4) | A1=1 A2=testo A4=#N/A | 3
        COUNTBLANK(A1:A4) | A1=1 A2=' | 3
        MEDIAN(A1:A4) | A1=1 A2=2 A3=3 A4=4 | 2.5
        LARGE(A1:A3,2) | A1=5 A2=9 A3=7 | 7
        SMALL(A1:A3,4) | A1=5 A2=9 A3=7 | #NUM!
        RANK(A1,A1:A4) | A1=3 A2=7 A3=3 A4=1 | 2
        RANK(A1,A1:A4,1) | A1=3 A2=7 A3=3 A4=1 | 2
        RANK(50,A1:A4) | A1=3 | #N/A
        SUMPRODUCT(A1:A2,B1:B2) | A1=85 A2=90 B1=0.4 B2=0.6 | 88
        SUMPRODUCT(A1:A2,B1:B2) | A1=2 A2=testo B1=3 B2=4 | 6
        SUMPRODUCT(A1:A2,B1:B3) | A1=2 | #VALUE!
        SUMPRODUCT((A1:A3=\"a\")*(B1:B3>1)*C1:C3) | A1=a A2=b A3=A B1=2 B2=2 B3=2 C1=5 C2=6 C3=7 | 12
        SUMPRODUCT(--(A1:A3=\"a\")) | A1=a A2=b A3=A | 2
        SUBTOTAL(9,A1:A3) | A1=1 | ?
        SUM(A1:A3*B1:B3) | A1=1 | ?
        ",
    );
}

#[test]
fn counts_and_sums_by_criterion() {
    excel(
        "
        COUNTIF(A1:A4,\"a\") | A1=a A2=b A3=A A4=ab | 2
        COUNTIF(A1:A4,\"<>a\") | A1=a A2=b A3=A | 2
        COUNTIF(A1:A4,\"a*\") | A1=a | ?
        COUNTIF(A1:A4,\">=10\") | A1=10 A2=9 A3=11 A4=testo | 2
        COUNTIF(A1:A4,\">\"&B1) | A1=0.1 A2=0.3 A3=0.4 B1=0.3 | 1
        COUNTIF(A1:A4,\">0.3\") | A1=0.4 | ?
        COUNTIF(A1:A4,12) | A1=12 A2='12 | ?
        COUNTIF(A1:A4,\"\") | A1=1 A2=' | 3
        COUNTIF(A1:A4,\"<>\") | A1=1 A2=x | 2
        COUNTIF(A:A,\"<>\") | A1=1 A2=x | 2
        COUNTIFS(A1:A3,\"a\",B1:B3,\">1\") | A1=a A2=a A3=b B1=1 B2=2 B3=3 | 1
        COUNTIFS(A1:A3,\"a\",B1:B2,\">1\") | A1=a | #VALUE!
        SUMIF(A1:A3,\"a\",B1:B3) | A1=a A2=b A3=a B1=1 B2=2 B3=3 | 4
        SUMIF(A1:A3,\"a\",B1) | A1=a A2=b A3=a B1=1 B2=2 B3=3 | 4
        SUMIF(A1:A3,\">2\") | A1=1 A2=3 A3=5 | 8
        SUMIFS(C1:C2,A1:A2,\"a\",B1:B2,\"<>x\") | A1=a A2=a B1=x C1=1 C2=2 | 2
        AVERAGEIF(A1:A3,\"a\",B1:B3) | A1=a A2=b A3=a B1=1 B2=2 B3=3 | 2
        AVERAGEIF(A1:A3,\"z\",B1:B3) | A1=a | #DIV/0!
        MAXIFS(B1:B3,A1:A3,\"a\") | A1=a A2=b A3=a B1=1 B2=9 B3=3 | 3
        _xlfn.MAXIFS(B1:B3,A1:A3,\"a\") | A1=a A2=b A3=a B1=1 B2=9 B3=3 | 3
        ",
    );
}

#[test]
fn choices_compute_only_what_they_choose() {
    excel(
        "
        IF(A1>5,\"si\",\"no\") | A1=10 | \"si\"
        IF(A1>5,1) | A1=1 | FALSE
        IF(A1,1,2) | A1= | 2
        IF(A1,1,2) | A1=testo | #VALUE!
        IF(A1>0,,3) | A1=1 | 0
        IF(A1=0,0,B1/A1) | A1=0 B1=5 | 0
        IF(A1>0,1,IGNOTA(A1)) | A1=1 | 1
        IF(A1>0,IGNOTA(A1),1) | A1=1 | ?
        IF(A1=\"\",\"\",A1*2) | A1= | \"\"
        IFS(A1>50,\"a\",A1>5,\"b\") | A1=10 | \"b\"
        IFS(A1>50,\"a\") | A1=10 | #N/A
        IFERROR(A1/B1,0) | A1=1 B1=0 | 0
        IFERROR(IGNOTA(A1),0) | A1=1 | ?
        IFNA(A1/B1,0) | A1=1 B1=0 | #DIV/0!
        AND(A1>5,A2>5) | A1=10 A2=1 | FALSE
        AND(A1:A3) | A1=1 A2=testo | TRUE
        AND(A1:A3) | A1=testo | #VALUE!
        OR(A1>5,A2>5) | A1=10 A2=1 | TRUE
        OR(A1>5,A2/0) | A1=10 A2=1 | #DIV/0!
        AND(A1+1,A2/0) | A1=testo | ?
        SUM(A1+1,A2/0) | A1=testo | ?
        NOT(A1) | A1=0 | TRUE
        CHOOSE(A1,\"a\",\"b\") | A1=2 | \"b\"
        CHOOSE(A1,\"a\",\"b\") | A1=3 | #VALUE!
        SUM(CHOOSE(A1,B1:B2,C1:C2)) | A1=2 C1=3 C2=4 | 7
        SWITCH(A1,10,\"dieci\",\"altro\") | A1=11 | \"altro\"
        ISBLANK(A1) | A1= | TRUE
        ISNUMBER(A1) | A1='12 | FALSE
        ISTEXT(A1) | A1=testo | TRUE
        ISERROR(A1) | A1=#N/A | TRUE
        ISERR(A1) | A1=#N/A | FALSE
        ",
    );
}

#[test]
fn texts_in_pieces() {
    excel(
        "
        LEN(A1) | A1=perché | 6
        LEN(A1) | A1=12 | 2
        LEN(A1) | A1=😀 | ?
        TRIM(A1) | A1=__a___b_ | \"a b\"
        UPPER(A1) | A1=perché | \"PERCHÉ\"
        UPPER(A1) | A1=straße | ?
        LEFT(A1,2) | A1=testo | \"te\"
        LEFT(A1,-1) | A1=testo | #VALUE!
        RIGHT(A1,3) | A1=testo | \"sto\"
        RIGHT(A1,30) | A1=testo | \"testo\"
        MID(A1,2,3) | A1=testo | \"est\"
        MID(A1,9,3) | A1=testo | \"\"
        CONCATENATE(A1,\" \",A2) | A1=a A2=3 | \"a 3\"
        TEXTJOIN(\"-\",TRUE,A1:B2) | A1=1 B1=2 A2=3 | \"1-2-3\"
        EXACT(A1,A2) | A1=a A2=A | FALSE
        SUBSTITUTE(A1,\"e\",\"E\") | A1=tee | \"tEE\"
        FIND(\"s\",A1) | A1=testo | 3
        VALUE(A1) | A1='12 | 12
        TEXT(A1,\"0,00\") | A1=12 | ?
        ",
    );
}

#[test]
fn texts_never_grow_beyond_a_cell() {
    let mut text = "A1".to_owned();
    for _ in 0..60 {
        text = format!("SUBSTITUTE({text},\"a\",\"aaaa\")");
    }
    assert_eq!(result(&text, "A1=a", Dialect::Excel), "?");
}

#[test]
fn values_looked_for() {
    excel(
        "
        INDEX(A1:B2,2,2) | B2=9 | 9
        INDEX(A1:A3,4) | A1=1 | #REF!
        SUM(INDEX(A1:B2,0,2)) | B1=1 B2=9 | 10
        INDEX(B1:B3,MATCH(\"b\",A1:A3,0)) | A1=a A2=B B1=1 B2=2 | 2
        MATCH(\"z\",A1:A3,0) | A1=a | #N/A
        MATCH(\"a*\",A1:A3,0) | A1=a | ?
        MATCH(3,A1:A3,0) | A1='3 A2=3 | 2
        VLOOKUP(\"b\",A1:B2,2,FALSE) | A1=a A2=b B2=7 | 7
        VLOOKUP(\"b\",A1:B2,3,FALSE) | A1=a A2=b | #REF!
        VLOOKUP(C1,A1:B3,2) | A1=0 A2=60 A3=90 B1=no B2=si B3=ottimo C1=85 | \"si\"
        VLOOKUP(C1,A1:B3,2) | A1=0 A2=90 A3=60 C1=85 | ?
        VLOOKUP(C1,A1:B3,2) | A1=10 A2=60 A3=90 C1=5 | #N/A
        HLOOKUP(2,A1:B2,2,FALSE) | A1=1 B1=2 B2=due | \"due\"
        LOOKUP(A4,A1:A3,B1:B3) | A1=0 A2=60 A3=90 B2=si A4=60 | \"si\"
        ROW(A7)+A1 | A1=1 | 8
        COLUMNS(A1:C1)+A1 | A1=1 | 4
        ",
    );
}

#[test]
fn days_are_numbers() {
    excel(
        "
        DATE(A1,5,1) | A1=2023 | 45047
        DATE(A1,14,1) | A1=2023 | 45323
        DATE(A1,2,30) | A1=2024 | 45352
        DATE(A1,2,30) | A1=23 | ?
        YEAR(A1) | A1=45000.5 | 2023
        MONTH(A1) | A1=45000 | 3
        DAY(A1) | A1=45000 | 15
        YEAR(A1) | A1=2023_05 | ?
        EDATE(A1,1) | A1=44957 | 44985
        EOMONTH(A1,1) | A1=45306 | 45351
        YEAR(A1) | A1=10 | ?
        ",
    );
}
