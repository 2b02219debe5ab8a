"""Spanish words of a booking dialog that are no time."""

from dialog.understand.reading import Intent, Topic
from dialog.understand.signs import Kind, Plain, Words
from dialog.understand.talk import each, hint, perhaps, talk, topic

_RELATIVES = (
    "mi hija, mi hijo, mi marido, mi esposo, mi esposa, mi mujer, mi madre, mi padre, mi mamá, "
    "mi papá, mi hermana, mi hermano, mi novio, mi novia, mi amigo, mi amiga, un amigo, "
    "una amiga, mi niño, mi niña, mis hijos, mi abuela, mi abuelo, mi pareja, mi sobrina, "
    "mi sobrino, mi suegra, mi prima, mi primo"
)

TALK: Words = {
    talk(Intent.GREET): "buenas, buenos días, buenas tardes, buenas noches, buen día, holi, "
    "hola buenas, qué tal, saludos, muy buenas, holaa",
    talk(Intent.THANKS): "gracias, muchas gracias, mil gracias, muchísimas gracias, graciass, "
    "grax, te lo agradezco, se lo agradezco, buen finde, buen fin de semana, adiós, "
    "hasta luego, hasta pronto, nos vemos, un saludo, chao, chau, besos",
    talk(
        Intent.YES
    ): "sí, sii, sip, sep, claro, claro que sí, por supuesto, desde luego, vale, valee, va, "
    "venga, dale, de acuerdo, perfecto, genial, estupendo, fenomenal, bien, muy bien, me va bien, "
    "está bien, me parece bien, me viene bien, viene bien, va bien, me sirve, me vale, "
    "me conviene, correcto, exacto, exactamente, eso es, eso mismo, así es, confirmo, confirmado, "
    "confirmar, confirma, confírmalo, resérvalo, reserva, resérvame, adelante, hazlo, hecho, "
    "trato hecho, me lo quedo, me la quedo, lo tomo, lo cojo, la cojo, me quedo con, por qué no, "
    "cómo no, "
    "con gusto, encantada, encantado, seguro, sin duda, sin problema, no hay problema, "
    "ningún problema, excelente, bueno, buenísimo, creo que sí, supongo, supongo que sí, "
    "sería genial, sería perfecto, estaría bien, sin cambios, nada que cambiar, no cambies nada, "
    "listo, okey, súper, guay, ya, okis",
    (*talk(Intent.YES), (1,)): "todo bien, así está bien, está bien así, déjalo así, así mismo",
    talk(Intent.NO): "no, nop, nope, nada de eso, para nada, ni hablar, no me va bien, "
    "no me viene bien, no me sirve, no me vale, no me conviene, no está bien, no es correcto, "
    "incorrecto, mal, está mal, todavía no, aún no, no puedo, de ninguna manera, qué va, "
    "mejor no, así no, ese no, esa no, no ese, no esa, negativo",
    talk(Intent.WAIT): "déjame pensar, déjame pensarlo, lo pienso, me lo pienso, lo voy a pensar, "
    "voy a pensarlo, pensarlo, tengo que pensarlo, déjame ver, déjame mirar, déjame consultar, "
    "déjame preguntar, tengo que mirar, tengo que ver, tengo que preguntar, "
    "tengo que consultar, voy a mirar, voy a ver, voy a preguntar, voy a consultar, lo consulto, "
    "lo miro, miro mi agenda, mirar mi agenda, mirar la agenda, te aviso, ya te aviso, os aviso, "
    "les aviso, te digo, ya te digo, te confirmo luego, luego te digo, te llamo, te escribo, "
    "vuelvo enseguida, ahora vuelvo, ahorita vuelvo, un momento, un momentito, un segundo, "
    "un minuto, un minutito, un seg, dame un minuto, dame un momento, dame un segundo, espérate, "
    "no sé, no lo sé, no estoy seguro, no estoy segura, no sé todavía, aún no sé, ns, "
    "no reserves todavía, no reserves aún, tengo dudas, lo dudo",
    talk(Intent.CHANGE): "cambiar, cambiar algo, cambiarlo, cámbialo, cambia, modificar, "
    "modifica, editar, corregir, otra cosa, algo distinto, algo diferente, cambié de idea, "
    "cambié de opinión, cambio de idea, he cambiado de idea, cambio",
    talk(Intent.NEVER_MIND): "déjalo, dejarlo, déjelo, da igual déjalo, olvídalo, olvidalo, "
    "olvídelo, no importa déjalo, no pasa nada, ya no, ya no quiero, ya no lo quiero, "
    "no lo quiero, no quiero reservar, no reserves, no lo reserves, no me interesa, "
    "no hace falta, ahora no, abandonar, parar, stop, no quiero nada, al final no",
    talk(Intent.OTHER_TIMES): "otras horas, otra hora, otros horarios, otro horario, "
    "otro momento, otro día, otros días, otra fecha, otras fechas, otro hueco, otros huecos, "
    "otra cita, más horas, más horarios, más opciones, otras opciones, otra opción, "
    "otro turno, otros turnos, algo más, qué más hay, qué más tienes, ninguna, ninguno, "
    "ninguna de esas, ninguno de esos, ninguna de las tres, ninguna me sirve, hora equivocada, "
    "día equivocado, esa hora no, ese día no, más disponibilidad",
    talk(Intent.RESTART): "empezar de nuevo, empezar de cero, empecemos de nuevo, de cero, "
    "volver a empezar, desde el principio, reiniciar, nueva reserva, reserva nueva, "
    "cita nueva, nueva cita",
    talk(Intent.CANCEL): "cancelar, cancela, cancelo, cancelación, cancélalo, cancélala, "
    "cancelarla, cancelarlo, anular, anula, anulo, anularla, no puedo ir, no podré ir, "
    "no voy a poder, no puedo asistir, no podré asistir, no puedo venir, no voy a ir, "
    "cancelar mi cita, anular mi cita, cancelar la cita, anular la cita",
    talk(Intent.MOVE): "mover, mueve, moverla, cambiar mi cita, cambiar la cita, cambiarla, "
    "cámbiala, muévela, muévelo, "
    "cambiar mi reserva, aplazar, posponer, reprogramar, reagendar, pasar mi cita, "
    "adelantar mi cita, retrasar mi cita, modificar mi cita, modificar mi reserva, "
    "adelantar la cita, atrasar la cita",
    talk(Intent.HUMAN): "humano, humana, un humano, persona real, una persona real, "
    "con una persona, con alguien, hablar con alguien, hablar con una persona, "
    "alguien del salón, alguien del equipo, agente, operador, operadora, recepcionista, "
    "la recepción, encargada, encargado, atención al cliente, que me llamen, llámenme, "
    "me pueden llamar, me podéis llamar, no un bot, no un robot, hablar con el salón, "
    "preguntar al salón, "
    "un asesor, una asesora, el dueño, la dueña, persona",
    talk(Intent.BOOK): "cita, una cita, citas, reservar, pedir cita, pedir hora, coger cita, "
    "coger hora, sacar cita, sacar turno, agendar, agendarme, apuntarme, apúntame, hacer "
    "una reserva, turno, hueco, un hueco",
    talk(Intent.MY_VISITS): "mis citas, mis reservas, mis turnos, cuándo es mi, cuándo tengo, "
    "a qué hora es mi, a qué hora tengo, qué día tengo, mi próxima cita, tengo alguna cita, "
    "tengo una cita, tengo cita, tengo reservado, tengo reservada, mi cita es cuándo",
    perhaps(Intent.MY_VISITS): "mi cita, mi reserva, mi turno",
    talk(Intent.WAITLIST): "lista de espera, en la lista, avísame si, avisadme si, avísenme si, "
    "si se libera, se libera algo, si hay una cancelación, si alguien cancela, si queda libre",
    talk(Intent.LEAVE_WAITLIST): "salir de la lista, quítame de la lista, "
    "salir de la lista de espera, quítame de la lista de espera, bórrame de la lista, "
    "quitarme de la lista, ya no quiero esperar",
    talk(Intent.USUAL): "lo de siempre, como siempre, lo mismo de siempre, lo mismo, "
    "igual que siempre, igual que la última vez, como la última vez, lo de la última vez, "
    "lo mismo que la última vez, lo habitual",
    talk(
        Intent.COMPLAINT
    ): "quedó fatal, quedó horrible, queja, una queja, quejarme, reclamación, un reclamo, "
    "reclamar, "
    "no estoy contenta, no estoy contento, descontenta, descontento, decepcionada, "
    "decepcionado, insatisfecha, insatisfecho, no estoy satisfecha, no estoy satisfecho, "
    "un desastre, desastre, inaceptable, vergonzoso, me arruinaron, "
    "me han arruinado, me destrozaron, me quemaron, que me devuelvan, devuélvanme, "
    "devolvedme, quedó naranja, salió naranja, quedó mal, salió mal, ha quedado mal",
    talk(Intent.WAIT_STOP): "no esperes más, deja de esperar, dejar de esperar, "
    "ya no espero, no espero más, no quiero esperar, parar de esperar, volver al bot, "
    "seguir con el bot, seguir con el asistente",
    (Kind.ANYONE, 0): "cualquiera, con cualquiera, quien sea, con quien sea, quien esté libre, "
    "el que esté libre, la que esté libre, sin preferencia, no tengo preferencia, "
    "ninguna preferencia, da igual quién, me da igual con quién, da igual con quién, "
    "me da igual quién, no importa quién, cualquier estilista, cualquier peluquero, "
    "cualquier peluquera, la primera disponible, el primero disponible",
    (Kind.ANYONE, 1): "me da igual, da igual, me da lo mismo, da lo mismo, no importa, "
    "no me importa, lo que sea, como quieras, elige tú, tú eliges, elige, tú decides, decide tú, "
    "cualquiera de ellas, cualquiera de esas, cualquiera me vale, es igual",
    (Kind.WITH, 0): "con, c",
    (Kind.PARTY, 2): "los dos, las dos personas, nosotros dos, nosotras dos, "
    + each("yo y, para mí y, para mí y para", _RELATIVES),
    (Kind.PARTY, 3): "los tres, nosotros tres, nosotras tres",
    (Kind.COUNTED, 1): "personas, niños, niñas, adultos, mujeres, hombres",
    (Kind.BUT, 0): "pero, aunque, sin embargo, solo si, sólo si, excepto si, si, a menos que",
    (Kind.NAME_IS, 0): "me llamo, mi nombre es, mi nombre, nombre, el nombre es, nombre es, "
    "a nombre de, al nombre de, yo me llamo, mi nonbre es, me yamo",
    (Kind.NAME_IS, 1): "llámame, llámeme",
    (Kind.I_AM, 0): "soy, yo soy, aquí, habla, le habla",
    (Kind.I_AM, 1): "es, esto es",
    (Kind.HERE, 0): "al habla",
    (Kind.HERE, 1): "es mi nombre, me llamo yo",
    (Kind.ANOTHER, 0): "otra persona, alguien más, con otra, con otro, otro peluquero, "
    "otra peluquera, otra estilista, otro estilista, con ella no, con él no, no con ella, "
    "no con él, otro barbero, distinto estilista",
    (Kind.RELATIVE, 0): each("para, pa", _RELATIVES) + ", para otra persona, para alguien más",
    (Kind.RELATIVE, 2): "no es para mí",
    (Kind.RELATIVE, 1, (1,)): each(_RELATIVES, "necesita, quiere, quisiera, querría, quería"),
    (Kind.FOR, 0): "para, pa",
    (Kind.NOTE, 0): "nota, anota que, anota, apunta que, tened en cuenta, ten en cuenta que, "
    "ten en cuenta, por favor anota, para que sepáis, para que sepan, para tu información, "
    "ojo que, ojo, aviso que",
    (Kind.NOTE, 1): "soy alérgica, soy alérgico, tengo alergia, alérgica, alérgico, "
    "estoy embarazada, silla de ruedas, en silla de ruedas, cuero cabelludo sensible, "
    "piel sensible",
    (Kind.TARDY, 0): "llego tarde, llegaré tarde, voy tarde, voy con retraso, con retraso, "
    "retraso, retrasada, retrasado, me retraso, voy a llegar tarde, llegar tarde, con demora, "
    "demorada, demorado, voy justo, voy justa, en un atasco, hay atasco",
    (Kind.SPEAK, 0): "en, habla, hablas, hablar, hablan, habláis, podemos hablar, "
    "escribe en, responde en",
    (Kind.POLITE, 0): "por favor, porfa, porfi, porfavor, xfa, xfavor, plis, entonces, pues, "
    "solo, sólo, solamente, quizás, quizá, tal vez, eh, em, mmm, mm, ay, ah, oh, "
    "si es posible, si se puede, si puede ser, quiero, quería, quisiera, querría, me gustaría, "
    "necesito, necesitaría, busco, deseo, elijo, escojo, prefiero, qué tal si, puedo, podría, "
    "podéis, pueden, puedes, me das, dame, me pones, ponme, sería posible, es posible, posible, "
    "se puede, señora, señor, guapa, cariño, para mí, hacerme, me hago, tener, un poco, "
    "disculpa, disculpe, perdona",
    (Kind.ALSO, 0): "también, además, tambien, añadir, añade, agregar, agrega, extra, "
    "adicional, más, y también, ambos, ambas, las dos cosas, aparte, tb",
    (Kind.ONE_OF, 0): "cita de",
    (Kind.LATER, 0): "más tarde, un poco más tarde, algo más tarde",
    (Kind.LATER, 1): "la más tarde, el más tarde, la de más tarde, el último hueco",
    (Kind.LATER, 2): "demasiado pronto, muy pronto, muy temprano, demasiado temprano, "
    "después de eso, más tarde que eso",
    (Kind.SOONER, 0): "más temprano, más pronto, un poco antes, algo antes, algo más temprano, "
    "un poco más temprano",
    (Kind.SOONER, 1): "la más temprana, la más temprano, el más temprano, la más pronto, "
    "el primer hueco",
    (Kind.SOONER, 2): "demasiado tarde, muy tarde, antes de eso",
    (Kind.LAST, 0): "último, última, el último, la última",
    (Kind.PICK, 0): "número, opción, la opción, numero, opcion",
    topic(Topic.PRICE): "cuánto cuesta, cuánto cuestan, cuánto vale, cuánto valen, cuánto es, "
    "cuánto sale, cuánto cobran, cuánto cobráis, qué precio, qué precios, qué vale, qué cuesta, "
    "cuánto sería, a cómo, a cuánto, es caro, vuestros precios, sus precios, cuánto",
    hint(Topic.PRICE): "precio, precios, tarifa, tarifas, cuesta, vale la",
    topic(Topic.HOURS): "qué horario, horario de apertura, horarios de apertura, vuestro horario, "
    "su horario, a qué hora abren, a qué hora abrís, a qué hora cierran, a qué hora cerráis, "
    "cuándo abren, cuándo abrís, cuándo cierran, hasta qué hora, abren, abrís, cierran, cerráis, "
    "están abiertos, estáis abiertos, está abierto",
    hint(Topic.HOURS): "abierto, abiertos, cerrado, cerrados, apertura, abre, horario, horarios",
    topic(Topic.ADDRESS): "dónde estáis, dónde están, dónde está, dónde queda, dónde quedan, "
    "qué dirección, vuestra dirección, la dirección, su dirección, cómo llego, cómo llegar, "
    "dónde se encuentra, dónde es",
    hint(Topic.ADDRESS): "dirección, ubicación, dónde",
    topic(Topic.PARKING): "aparcar, estacionar, dónde aparco, plaza de aparcamiento",
    hint(Topic.PARKING): "parking, párking, aparcamiento, estacionamiento, coche, carro",
    topic(Topic.POLICY): "política de cancelación, condiciones de cancelación, "
    "gastos de cancelación, si cancelo, si anulo, "
    "si no voy, si no puedo ir, cancelación gratuita, cancelar gratis, cobran por cancelar, "
    "si tengo que cancelar",
    topic(Topic.DURATION): "cuánto dura, cuánto duran, cuánto tarda, cuánto tardan, "
    "cuánto tardáis, cuánto tiempo, qué duración, cuánto se tarda",
    hint(Topic.DURATION): "duración, dura, tarda",
    topic(Topic.PHONE): "vuestro teléfono, su teléfono, número de teléfono, qué teléfono, "
    "vuestro número, el teléfono, puedo llamar, llamaros, un teléfono",
    hint(Topic.PHONE): "teléfono, tel, tlf, whatsapp",
    topic(Topic.SERVICES): "qué servicios, vuestros servicios, sus servicios, qué hacéis, "
    "qué hacen, qué ofrecéis, qué ofrecen, hacéis, hacen, qué tratamientos, ofrecéis, ofrecen",
    hint(Topic.SERVICES): "servicios, tratamientos, catálogo",
    topic(Topic.STAFF): "quién trabaja, quiénes trabajan, quién está, qué estilistas, "
    "qué peluqueros, qué peluqueras, vuestro equipo, con quién, quién corta",
    hint(Topic.STAFF): "equipo, estilistas, peluqueros, peluqueras",
    topic(Topic.RATING): "qué opiniones, qué valoración, tenéis reseñas, tienen reseñas, "
    "qué puntuación, buenas opiniones",
    hint(Topic.RATING): "opiniones, reseñas, valoración, valoraciones, puntuación, estrellas",
    topic(Topic.PAYMENT): "pagar con tarjeta, pagar en efectivo, con tarjeta, en efectivo, "
    "aceptáis tarjeta, aceptan tarjeta, cómo se paga, cómo pago, formas de pago, medios de pago, "
    "pago online, pagar online, bizum, apple pay, google pay, se puede pagar",
    hint(Topic.PAYMENT): "tarjeta, efectivo, pagar, pago, transferencia",
    topic(Topic.ACCESS): "acceso para silla de ruedas, acceso en silla de ruedas, "
    "accesible en silla de ruedas, accesible para silla de ruedas, entrar en silla de ruedas, "
    "entrar con silla de ruedas, acceso para discapacitados, sin escalones",
    hint(Topic.ACCESS): "accesible, accesibilidad, escalones, escaleras, ascensor, rampa, "
    "cochecito",
    (Kind.PLAIN, Plain.ASKING): "qué, quién, quiénes, cuándo, cómo, por qué, cuál, cuáles, "
    "cuánta, cuántos, cuántas, tenéis, tienen, tienes",
    (Kind.PLAIN, Plain.ALONG): "yo, me, lo, la, eso, ese, esa, todo, muy, realmente, ahora, "
    "de verdad, tan, tanto, va bien, tío, hija, sin prisa, tú, te, le, mí",
    (Kind.PLAIN, Plain.VERB): "es, son, está, están, hay, estáis",
    (Kind.PLAIN, Plain.DONE): "eso es todo, es todo, nada más, ya está, eso sería todo, "
    "con eso está, eso nada más",
    (Kind.PLAIN, Plain.WHICH): "la hora, el día, la fecha, el horario, hora",
    (Kind.PLAIN, Plain.ARRIVING): "llego, llegaré, voy a llegar, voy, estaré, iré, llegamos, "
    "llegaremos, vamos a llegar, tengo un retraso, vamos",
    (Kind.PLAIN, Plain.IDLE): "mi, mis, tu, tus, su, sus, nuestro, nuestra, vuestro, "
    "vuestra, él, ella, nosotros, nosotras, ellos, ellas, usted, ustedes, os, les, se, "
    "estoy, estaba, eres, era, fue, ser, estar, he, ha, han, hemos, haber, había, tengo, tiene, "
    "tenía, hago, hace, hacer, haces, hizo, poder, podemos, pudo, debo, debe, deber, ir, "
    "va a, viene, vengo, venir, ver, veo, saber, sé, sabes, decir, digo, dice, dar, doy, pensar, "
    "creo, pienso, quiere, quieres, queremos, gusta, gustaría, que, esto, este, esta, estos, "
    "estas, esos, esas, aquel, aquella, otro, otra, otros, otras, mismo, misma, cada, algo, "
    "alguien, alguno, alguna, algún, nada, nadie, ningún, siempre, nunca, pronto, "
    "luego, entonces, allí, ahí, acá, allá, mucho, muchos, mucha, muchas, "
    "poco, menos, demasiado, casi, por, sobre, sin, hacia, según, como, "
    "porque, cuando, mientras, donde, disponible, disponibles, disponibilidad, libre, libres, "
    "pelo, cabello, uñas, salón, peluquería, peluquero, peluquera, cliente, clienta, bot, robot, "
    "asistente, pregunta, duda, problema, cosa, cosas, lo siento, perdón, siento, "
    "nuevo, nueva, viejo, buena, buen, malo, mala, vez, primera vez, jaja, jajaja, jeje, marido, "
    "mujer, hijo, madre, padre, mamá, papá, amigo, amiga, enferma, enfermo, cansada, cansado, "
    "ocupada, ocupado, prisa, champú, perro, regalo, vale regalo, bono, mascarilla, "
    "ayuda, info, información, prueba, favor, ni",
}
