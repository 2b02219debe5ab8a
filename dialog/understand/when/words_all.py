"""Words of time that every language shares."""

from dialog.understand.signs import Kind, Words

WORDS: Words = {
    (Kind.OCLOCK, 1): "h",
    (Kind.AM, 0): "a.m., a.m, a m",
    (Kind.PM, 0): "pm, p.m., p.m, p m, in the pm",
    (Kind.COUNTED, 0): "eur, euro, euros, €, $, £, %, usd, gbp, chf, km, cm, kg",
}
