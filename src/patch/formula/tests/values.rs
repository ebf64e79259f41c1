//! Results in Excel's language. Where LibreOffice agrees with Excel the lines were compared with its recalculation.

use super::{check, result};
use crate::patch::formula::Dialect;

fn excel(table: &str) {
    check(table, Dialect::Excel);
}

#[test]
fn arithmetic_is_exact() {
    excel(
        "
        A1+A2*A3 | A1=10 A2=20 A3=30.5 | 620
        A1/A2 | A1=10 A2=20 | 0.5
        A1/A2 | A1=10 A2=3 | 3.3333333333333333
        A1/A2*A2 | A1=10 A2=3 | 10
        A1/A2 | A1=10 A2=0 | #DIV/0!
        A1/A2 | A1=10 | #DIV/0!
        A1+A2 | A1=0.1 A2=0.2 | 0.3
        -A1^2 | A1=10 | 100
        A1^-1 | A1=2 | 0.5
        A1^2 | A1=1.1 | 1.21
        A1^0.5 | A1=4 | ?
        A1^A2 | A1=0 A2=0 | ?
        A1%+5% | A1=10 | 0.15
        --A1 | A1=-7 | -7
        A1*A1 | A1=1234567.891 | 1524157877488.1879
        A1*A1 | A1=1E-5 | 0.0000000001
        A1*A1 | A1=1000000000000000 | ?
        A1+1.5E3+.5 | A1=1 | 1501.5
        A1+12345678901234567890 | A1=1 | ?
        ",
    );
}

#[test]
fn texts_and_nothing_in_arithmetic() {
    excel(
        "
        A1+1 | A1=testo | #VALUE!
        A1+1 | A1='12 | 13
        A1+1 | A1='12,5 | ?
        A1+1 | A1='12.5 | ?
        A1+1 | A1=3_mar | ?
        A1+1 | A1=obiettivo_1 | #VALUE!
        A1+1 | A1=TRUE | 2
        A1+1 | A1= | 1
        A1 | A1= | 0
        A1 | A1=testo | \"testo\"
        A1+1 | A1=#N/A | #N/A
        A1+A2 | A1=#N/A A2=#DIV/0! | #N/A
        A1&\" \"&B1 | A1=10 B1=a | \"10 a\"
        A1&B1 | A1=testo | \"testo\"
        A1&\"%\" | A1=12.5 | ?
        A1&\"\" | A1=TRUE | ?
        ",
    );
}

#[test]
fn comparisons_see_fifteen_digits() {
    excel(
        "
        A1+A2=A3 | A1=0.1 A2=0.2 A3=0.3 | TRUE
        A1+A2<A3 | A1=0.1 A2=0.2 A3=0.3 | FALSE
        A1+A2>=A3 | A1=0.1 A2=0.2 A3=0.3 | TRUE
        A3-A2=A1 | A1=0.1 A2=0.2 A3=0.3 | ?
        A3-A1-A2=0 | A1=0.1 A2=0.2 A3=0.3 | ?
        A1-A2=0 | A1=3 A2=3 | TRUE
        A1-A2=0 | A1=0.75 A2=0.25 | FALSE
        SUM(A1:A4)=1 | A1=0.15 A2=0.35 A3=0.2 A4=0.3 | TRUE
        IF(SUM(A1:A3)=100%,\"OK\",\"ERRORE\") | A1=0.15 A2=0.35 A3=0.5 | \"OK\"
        IF(SUM(A1:A3)<>100,\"ERRORE\",\"OK\") | A1=20 A2=30 A3=49 | \"ERRORE\"
        A1=A2 | A1=Perché A2=PERCHÉ | TRUE
        A1=A2 | A1=perche A2=perché | FALSE
        A1=A2 | A1=l’anno A2=lanno | ?
        A1=A2 | A1=10 A2='10 | FALSE
        A2>A1 | A1=99 A2=a | TRUE
        A2>A1 | A1=zeta A2=FALSE | TRUE
        A1<A2 | A1=abc A2=abd | TRUE
        A1<A2 | A1=co-op A2=coop | ?
        A1=\"\" | A1= | TRUE
        A1=0 | A1= | TRUE
        A1=\"\" | A1=0 | FALSE
        ",
    );
}

#[test]
fn what_is_lost_in_noise_has_no_certain_result() {
    excel(
        "
        1-A1-A2-A3 | A1=0.5 A2=0.3 A3=0.2 | 0
        100%-SUM(A1:A3) | A1=0.5 A2=0.3 A3=0.2 | 0
        (A1+A2-A3) | A1=0.1 A2=0.2 A3=0.3 | ?
        A1+A2-A3 | A1=0.1 A2=0.2 A3=0.3 | 0
        SUM(A1,A2,-A3) | A1=0.1 A2=0.2 A3=0.3 | ?
        INT(A1*10) | A1=0.3 | ?
        INT(A1*10) | A1=0.35 | 3
        INT(A1*2) | A1=2.5 | 5
        ROUND(A1*A2,2) | A1=1.1 A2=1.15 | ?
        ROUND(A1*A2,1) | A1=1.1 A2=1.15 | 1.3
        ROUND(A1,2) | A1=2.675 | 2.68
        ROUND(A1,2) | A1=1.005 | 1.01
        ROUND(A1,2) | A1=-1.005 | -1.01
        ROUND(AVERAGE(A1:A2),2) | A1=85 A2=90.25 | 87.63
        ROUND(A1/3,2) | A1=10 | 3.33
        MATCH(A1+A2,B1:B3,0) | A1=0.1 A2=0.2 B1=0.1 B2=0.2 B3=0.3 | ?
        MATCH(A1,B1:B3,0) | A1=0.2 B1=0.1 B2=0.2 B3=0.3 | 2
        IF(A1-A2,1,0) | A1=0.3 A2=0.3 | ?
        ",
    );
}

#[test]
fn rounding_goes_away_from_zero() {
    excel(
        "
        ROUND(A1,0) | A1=2.5 | 3
        ROUND(A1,0) | A1=-2.5 | -3
        ROUND(A1,-2) | A1=1250 | 1300
        ROUND(A1,1) | A1=4.35 | 4.4
        ROUNDUP(A1,0) | A1=-2.1 | -3
        ROUNDUP(A1,2) | A1=1.1 | 1.1
        ROUNDDOWN(A1,2) | A1=4.35 | 4.35
        ROUNDDOWN(A1,2) | A1=8.299 | 8.29
        TRUNC(A1) | A1=-8.9 | -8
        TRUNC(A1,2) | A1=1.159 | 1.15
        INT(A1) | A1=-8.9 | -9
        ABS(A1) | A1=-8.9 | 8.9
        MOD(A1,3) | A1=-7 | 2
        MOD(7,A1) | A1=-3 | -2
        MOD(A1,0) | A1=7 | #DIV/0!
        MOD(A1,0.1) | A1=1 | ?
        QUOTIENT(A1,2) | A1=-7 | -3
        CEILING(A1,0.5) | A1=30.6 | 31
        FLOOR(A1,5) | A1=30.5 | 30
        ",
    );
}

#[test]
fn what_cannot_be_read_or_computed_has_no_result() {
    excel(
        "
        IGNOTA(A1) | A1=1 | ?
        A1+ | A1=1 | ?
        A1:A3 | A1=1 | ?
        SUM(A1:A3 A2:B2) | A1=1 | ?
        SUM((A1,B1)) | A1=1 | ?
        _xlfn.LET(_xlpm.x,A1,_xlpm.x+1) | A1=1 | ?
        A1+TODAY() | A1=1 | ?
        A1+[1]Foglio1!A1 | A1=1 | ?
        SUM(A1:INDEX(A1:A9,3)) | A1=1 | ?
        SUM(A1,{1,2}) | A1=1 | ?
        ",
    );
}

#[test]
fn deep_formulas_end_without_harm() {
    let nested = |depth: usize| format!("{}A1{}", "IF(A1>0,".repeat(depth), ")".repeat(depth));
    assert_eq!(result(&nested(60), "A1=7", Dialect::Excel), "7");
    assert_eq!(result(&nested(110), "A1=7", Dialect::Excel), "7");
    assert_eq!(result(&nested(300), "A1=7", Dialect::Excel), "?");
    for (open, close) in [("(", ")"), ("-", ""), ("SUM(", ")"), ("1-(", ")"), ("SUMPRODUCT(1*", ")")] {
        for depth in [100, 249, 5000] {
            let text = format!("{}A1{}", open.repeat(depth), close.repeat(depth));
            let found = result(&text, "A1=7", Dialect::Excel);
            assert!(depth == 249 || (depth == 100) != (found == "?"), "{open} {depth}: {found}");
        }
    }
    let long = format!("A1{}", "+A1".repeat(4000));
    assert_eq!(result(&long, "A1=1", Dialect::Excel), "4001");
    assert_eq!(result(&format!("A1{}", "%".repeat(5000)), "A1=1", Dialect::Excel), "?");
}
