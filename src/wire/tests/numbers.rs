//! One number is one number, however it is held, and stays exact.

use super::super::Number;

fn decimal(text: &str) -> Number {
    Number::Decimal(text.into())
}

#[test]
fn one_number_held_in_any_form_is_equal() {
    let ones = [Number::I64(1), Number::U64(1), Number::F64(1.0)];
    let texts = ["1", "1.0", "1e0", "0.1e1", "+1", "10e-1", "0001.000", "1E+0", "100e-2"].map(decimal);
    let ones: Vec<_> = ones.into_iter().chain(texts).collect();
    for one in &ones {
        for two in &ones {
            assert_eq!(one, two);
        }
        assert_ne!(*one, Number::I64(2));
        assert_ne!(*one, Number::I64(-1));
        assert_ne!(*one, decimal("1.0000000000000000000000001"));
    }
}

#[test]
fn a_float_is_what_its_shortest_decimal_text_says() {
    assert_eq!(Number::F64(0.1), decimal("0.1"));
    assert_ne!(Number::F64(0.1), decimal("0.1000000000000000055511151231257827"));
    assert_eq!(Number::F64(1e30), decimal("1e30"));
    assert_eq!(Number::F64(5e-324), decimal("5e-324"));
    assert_eq!(Number::F64(1_152_921_504_606_846_976.0), Number::I64(1 << 60));
    assert_eq!(Number::F64(9_223_372_036_854_775_808.0), Number::U64(1 << 63));
    assert_eq!(Number::F64(-9_223_372_036_854_775_808.0), Number::I64(i64::MIN));
    assert_eq!(Number::F64(-0.0), Number::I64(0));
    assert_eq!(decimal("-0"), Number::F64(0.0));
}

#[test]
fn infinities_equal_themselves_and_nan_equals_nothing() {
    assert_eq!(Number::F64(f64::INFINITY), Number::F64(f64::INFINITY));
    assert_ne!(Number::F64(f64::INFINITY), Number::F64(f64::NEG_INFINITY));
    assert_ne!(Number::F64(f64::INFINITY), decimal("1e400"));
    assert_ne!(Number::F64(f64::NAN), Number::F64(f64::NAN));
    assert_ne!(Number::F64(f64::NAN), Number::I64(0));
}

#[test]
fn huge_exponents_cost_nothing() {
    let huge = decimal("1e1000000000");
    assert_eq!(huge, decimal("10e999999999"));
    assert_ne!(huge, decimal("1e1000000001"));
    assert_eq!(huge.to_decimal_text(), "1e1000000000");
    assert_eq!(decimal("-1e-2000000000").to_decimal_text(), "-1e-2000000000");
    assert_eq!((huge.as_i64(), huge.as_u64(), huge.as_f64()), (None, None, None));
    assert_eq!(Number::from_decimal_text("1e99999999999"), None);
    assert_eq!(Number::from_decimal_text("0e1000000000"), Some(Number::I64(0)));
}

#[test]
fn text_becomes_the_smallest_form_that_is_exact() {
    assert!(matches!(Number::from_decimal_text("42"), Some(Number::I64(42))));
    assert!(matches!(Number::from_decimal_text("4.2e1"), Some(Number::I64(42))));
    assert!(matches!(Number::from_decimal_text("9223372036854775808"), Some(Number::U64(_))));
    assert!(matches!(Number::from_decimal_text("18446744073709551616"), Some(Number::Decimal(_))));
    assert!(matches!(Number::from_decimal_text("0.5"), Some(Number::Decimal(_))));
    for bad in [
        "", "-", "+", ".", "e5", "1e", "1e+", "1.2.3", "0x10", "1_000", " 1", "1 ", "NaN", "inf", "--1", "½",
        "1e5.0",
    ] {
        assert_eq!(Number::from_decimal_text(bad), None, "{bad:?}");
    }
}

#[test]
fn whole_numbers_are_whole_in_every_form() {
    for seven in [Number::I64(7), Number::U64(7), Number::F64(7.0), decimal("7.00"), decimal("0.7e1")] {
        assert_eq!((seven.as_i64(), seven.as_u64(), seven.as_f64()), (Some(7), Some(7), Some(7.0)));
    }
    for fraction in [Number::F64(7.5), decimal("7.5")] {
        assert_eq!((fraction.as_i64(), fraction.as_u64(), fraction.as_f64()), (None, None, Some(7.5)));
    }
    assert_eq!((Number::I64(-1).as_u64(), decimal("-1.0").as_i64()), (None, Some(-1)));
    assert_eq!(decimal("9223372036854775808").as_i64(), None);
    assert_eq!(decimal("-9223372036854775808").as_i64(), Some(i64::MIN));
    assert_eq!(Number::F64(18_446_744_073_709_551_616.0).as_u64(), None);
    assert_eq!(Number::F64(f64::INFINITY).as_i64(), None);
}

#[test]
fn numbers_are_written_in_plain_digits() {
    let cases = [
        (Number::I64(i64::MIN), "-9223372036854775808"),
        (Number::U64(u64::MAX), "18446744073709551615"),
        (Number::F64(0.1), "0.1"),
        (Number::F64(-1.5e-7), "-0.00000015"),
        (Number::F64(1e30), "1000000000000000000000000000000"),
        (Number::F64(f64::INFINITY), "Inf"),
        (Number::F64(f64::NEG_INFINITY), "-Inf"),
        (Number::F64(f64::NAN), "NaN"),
        (decimal("12345678901234567890.50"), "12345678901234567890.5"),
        (decimal("-0.0"), "0"),
        (decimal("12e2"), "1200"),
        (decimal("120e-1"), "12"),
        (decimal("12e-2"), "0.12"),
        (decimal("12e-1"), "1.2"),
    ];
    for (number, text) in cases {
        assert_eq!(number.to_decimal_text(), text);
        assert_eq!(number.to_string(), text);
    }
}

#[test]
fn an_exponent_is_written_only_where_the_digits_would_be_thousands() {
    assert_eq!(decimal("1e2048").to_decimal_text(), format!("1{}", "0".repeat(2048)));
    assert_eq!(decimal("1e2049").to_decimal_text(), "1e2049");
    assert_eq!(decimal("1e-2048").to_decimal_text(), format!("0.{}1", "0".repeat(2047)));
    assert_eq!(decimal("1e-2049").to_decimal_text(), "1e-2049");
}

#[test]
fn floats_at_the_edges_keep_their_value_in_text() {
    for float in [f64::MIN_POSITIVE, 5e-324, f64::MAX, f64::EPSILON, 1.0 + f64::EPSILON, 1.0 / 3.0] {
        assert_eq!(Number::F64(float).to_decimal_text().parse(), Ok(float));
        assert_eq!(Number::from_decimal_text(&float.to_string()), Some(Number::F64(float)));
    }
}
