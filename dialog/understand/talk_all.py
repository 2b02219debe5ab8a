"""Talk without words: signs every language shares."""

from dialog.understand.reading import Intent
from dialog.understand.signs import Kind, Words
from dialog.understand.talk import talk

LOCALES = ("en", "de", "fr", "es", "it", "pt", "nl")
"""What the value of a LANGUAGE sign counts."""

TALK: Words = {
    talk(Intent.YES): "👍, 👌, ✅, ✔, ☑, 💯, 🆗, ok, okay, okey, oki, oke, k, kk, okk, si, oui",
    talk(Intent.NO): "👎, ❌, 🚫, ✖",
    talk(Intent.THANKS): "🙏, thx, ty, tnx, merci",
    talk(Intent.GREET): "👋, hi, hey, heya, hej, ciao, hola",
    (Kind.POLITE, 0): "🙂, 😊, 😀, 😄, 😁, 😅, 🙈, ❤, 🥰, 😍, 😂, 😉, 🎉, 🤗, 😘, haha, hehe, lol, "
    ":, ), (, ;",
    (Kind.PICK, 0): "#, option, nr, nr., no., nummer, number, num",
    (Kind.LANGUAGE, 0): "english, englisch, inglés, anglais, inglese, inglês, engels",
    (Kind.LANGUAGE, 1): "german, deutsch, alemán, allemand, tedesco, alemão, duits, deutsche",
    (Kind.LANGUAGE, 2): "french, französisch, français, francés, francese, francês, frans",
    (Kind.LANGUAGE, 3): "spanish, spanisch, español, espagnol, spagnolo, espanhol, spaans",
    (Kind.LANGUAGE, 4): "italian, italienisch, italiano, italien, italiaans",
    (Kind.LANGUAGE, 5): "portuguese, portugiesisch, português, portugués, portugais, portugees",
    (Kind.LANGUAGE, 6): "dutch, niederländisch, nederlands, holländisch, holandés, néerlandais",
}
