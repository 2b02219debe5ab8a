"""What the demo salon says of its services, of its house, in seven languages."""

from collections.abc import Mapping

NAMES: Mapping[str, Mapping[str, str]] = {
    "haircut": {
        "en": "Haircut", "de": "Haarschnitt", "fr": "Coupe", "es": "Corte de pelo",
        "it": "Taglio", "pt": "Corte de cabelo", "nl": "Knippen",
    },
    "colour": {
        "en": "Colour", "de": "Farbe", "fr": "Coloration", "es": "Color", "it": "Colore",
        "pt": "Coloração", "nl": "Kleuren",
    },
    "beard_trim": {
        "en": "Beard trim", "de": "Bart trimmen", "fr": "Taille de barbe",
        "es": "Arreglo de barba", "it": "Barba", "pt": "Barba", "nl": "Baard trimmen",
    },
    "blow_dry": {
        "en": "Blow-dry", "de": "Föhnen", "fr": "Brushing", "es": "Peinado", "it": "Piega",
        "pt": "Escova", "nl": "Föhnen",
    },
    "balayage": dict.fromkeys(("en", "de", "fr", "es", "it", "pt", "nl"), "Balayage"),
    "manicure": {
        "en": "Manicure", "de": "Maniküre", "fr": "Manucure", "es": "Manicura",
        "it": "Manicure", "pt": "Manicure", "nl": "Manicure",
    },
}  # fmt: skip
"""The name by key, by language."""

SENTENCES: Mapping[str, Mapping[str, str]] = {
    "parking": {
        "en": "Yes, free parking behind the salon.",
        "de": "Ja, kostenlose Parkplätze hinter dem Salon.",
        "fr": "Oui, parking gratuit derrière le salon.",
        "es": "Sí, aparcamiento gratuito detrás del salón.",
        "it": "Sì, parcheggio gratuito dietro il salone.",
        "pt": "Sim, estacionamento gratuito atrás do salão.",
        "nl": "Ja, gratis parkeren achter de salon.",
    },
    "payment": {
        "en": "Cash and cards.",
        "de": "Bar und mit Karte.",
        "fr": "Espèces et cartes.",
        "es": "Efectivo y tarjeta.",
        "it": "Contanti e carte.",
        "pt": "Dinheiro e cartão.",
        "nl": "Contant en met pin.",
    },
    "access": {
        "en": "Yes, the salon is step-free.",
        "de": "Ja, der Salon ist stufenlos erreichbar.",
        "fr": "Oui, le salon est accessible sans marche.",
        "es": "Sí, el salón no tiene escalones.",
        "it": "Sì, il salone è senza gradini.",
        "pt": "Sim, o salão não tem degraus.",
        "nl": "Ja, de salon is zonder drempels.",
    },
}
"""The sentence by topic, by language."""

ALIASES: Mapping[str, str] = {
    "haircut": "cut, hair cut, trim, schnitt, haare schneiden, schneiden, coupe de cheveux, "
    "couper les cheveux, corte, corte de cabello, cortar el pelo, cortarme el pelo, "
    "taglio capelli, taglio di capelli, tagliare i capelli, tagliarmi i capelli, cortar o cabelo, "
    "cortar cabelo, knipbeurt, haar knippen, haren knippen, geknipt",
    "colour": "color, colouring, coloring, hair colour, dye, färben, haare färben, coloration, "
    "haarfarbe, couleur, teinture, teindre, tinte, teñir, teñirme, coloración, tinta, tingere, "
    "colorazione, tintura, pintar o cabelo, cor, kleur, kleuring, verven, haar verven",
    "beard_trim": "beard, shave, bart, bartschnitt, bartpflege, bart schneiden, bartschneiden, "
    "bart stutzen, barttrimmen, barbe, rasage, tailler la barbe, barba, afeitado, "
    "recorte de barba, rasatura, aparar a barba, fazer a barba, baard, baardtrim, scheren",
    "blow_dry": "blow dry, blowdry, blowout, styling, fönen, föhn, waschen und föhnen, brushing, "
    "séchage, mise en plis, peinar, secado, lavar y peinar, messa in piega, asciugatura, "
    "secar o cabelo, haar föhnen, wassen en föhnen",
    "balayage": "highlights, strähnen, strähnchen, mèches, reflets, mechas, reflejos, "
    "colpi di sole, schiariture, madeixas, luzes, reflexos, lowlights",
    "manicure": "nails, nägel, nagelpflege, ongles, vernis, uñas, unghie, unhas, nagels, "
    "nagels lakken",
}
"""What customers say instead, in any language, separated by ", "."""
