"""Portuguese words of time."""

from dialog.understand.signs import DATED, Kind, Words
from dialog.understand.when.counting import counted, joined
from dialog.understand.when.holidays import named

_ONES = ["um|uma", "dois|duas", "três", "quatro", "cinco", "seis", "sete", "oito", "nove"]
_TENS = {20: "vinte", 30: "trinta", 40: "quarenta", 50: "cinquenta"}

WORDS: Words = {
    **named("pt"),
    **counted(
        {
            2: "dois|duas três quatro cinco seis sete oito nove dez onze doze "
            "treze catorze|quatorze quinze dezasseis|dezesseis dezassete|dezessete dezoito "
            "dezanove|dezenove vinte",
            30: "trinta",
            40: "quarenta",
            50: "cinquenta",
        }
    ),
    **joined(_TENS, _ONES, (" e ",)),
    **counted(
        {
            1: "primeiro|primeira|primeiros|primeiras segundo terceiro|terceira",
            5: "quinto sexto sétimo|sétima oitavo|oitava nono|nona décimo|décima",
        },
        Kind.ORDINAL,
    ),
    (Kind.WEEKDAY, 0, (DATED,)): "segunda, segunda-feira, segunda feira, segundas, 2ª feira, "
    "2a feira, "
    "2ª-feira, 2a-feira",
    (Kind.WEEKDAY, 1, (DATED,)): "terça, terça-feira, terça feira, terças, 3ª feira, 3a feira, "
    "3ª-feira",
    (Kind.WEEKDAY, 2, (DATED,)): "quarta, quarta-feira, quarta feira, quartas, 4ª feira, "
    "4a feira, 4ª-feira",
    (Kind.WEEKDAY, 3, (DATED,)): "quinta, quinta-feira, quinta feira, quintas, 5ª feira, "
    "5a feira, 5ª-feira",
    (Kind.WEEKDAY, 4, (DATED,)): "sexta, sexta-feira, sexta feira, sextas, sextou, 6ª feira, "
    "6a feira, "
    "6ª-feira",
    (Kind.FEIRA, 0): "feira, - feira",
    (Kind.WEEKDAY, 5, (DATED,)): "sábado, sábados, sabado-feira",
    (Kind.WEEKDAY, 6, (DATED,)): "domingo, domingos",
    (Kind.MONTH, 1): "janeiro, jan",
    (Kind.MONTH, 2): "fevereiro, fev",
    (Kind.MONTH, 3): "março",
    (Kind.MONTH, 4): "abril, abr",
    (Kind.MONTH, 5): "maio",
    (Kind.MONTH, 6): "junho, jun",
    (Kind.MONTH, 7): "julho, jul",
    (Kind.MONTH, 8): "agosto, ago",
    (Kind.MONTH, 9): "setembro",
    (Kind.MONTH, 10): "outubro, out",
    (Kind.MONTH, 11): "novembro, nov",
    (Kind.MONTH, 12): "dezembro, dez.",
    (Kind.DAY, 0): "hoje, hj, oje, hoje mesmo, dia de hoje",
    (Kind.DAY, 1): "amanhã, amnh, amanha, amanhãa, amnha, aman, amn, dia de amanhã, amanhã mesmo, "
    "no dia seguinte, dia seguinte",
    (Kind.DAY, 2): "depois de amanhã, depois d amanhã, dps de amanhã",
    (Kind.DAY, -1): "ontem",
    (Kind.DAY, -2): "anteontem, antes de ontem",
    (Kind.WEEKEND, 0): "fim de semana, fim-de-semana, fds, final de semana, finde, fins de semana",
    (Kind.THIS, 0): "este, esta, esse, essa, deste, desta, desse, dessa, neste, nesta, nesse, "
    "nessa, corrente, atual",
    (Kind.COMING, 0): "que vem, q vem, que entra, vindouro",
    (Kind.NEXT, 0): "próximo, próxima, prox, próximos, próximas, seguinte, seguintes, na próxima, "
    "no próximo",
    (Kind.AFTER_NEXT, 0): "depois da próxima, a seguir à próxima",
    (Kind.FORTNIGHT, 7): "a oito",
    (Kind.SOON, 0): "o mais rápido possível, assim que possível, o quanto antes, quanto antes, "
    "o mais cedo possível, agora, já, asap, o mais breve possível, logo que possível, agora mesmo, "
    "mais rápido possível, quanto antes possível",
    (Kind.ANY_DAY, 0): "qualquer dia, qualquer hora, qualquer horário, quando puder, "
    "quando quiser, a qualquer hora, todos os dias, qualquer altura, a qualquer momento, "
    "quando der, tanto faz o dia",
    (Kind.MINUTES, 0): "minuto, minutos, min, mins, minutinhos",
    (Kind.MINUTES, 30): "meia hora, meia-hora, meia horinha",
    (Kind.MINUTES, 15): "quarto de hora, um quarto de hora",
    (Kind.OCLOCK, 3): "hora, horas, hs, hrs, hr, horinhas, horinha",
    (Kind.DAYS, 1): "dias",
    (Kind.WEEKS, 0): "semana, semanas, sem",
    (Kind.MONTHS, 0): "mês, meses",
    (Kind.COUNTED, 0): "vezes, vez, reais",
    (Kind.COUNTED, 2): "anos, ano",
    (Kind.AGO, 0): "atrás",
    (Kind.AGO, 1): "há, faz, fazem",
    (Kind.PREVIOUS, 1): "passado, passada",
    (Kind.HALVES, 0): "metade de, quinzena de, metade do, metade da, quinzena do",
    (Kind.LEAST, 0): "pelo menos, mais de, no mínimo",
    (Kind.MOST, 0): "menos de, no máximo",
    (Kind.LABEL, 0): "versão, quarto, sala, andar, tamanho, nível, linha, código, página, porta, "
    "voo, apartamento, apto",
    (Kind.COUNTED, 1): "pessoas, pessoa, crianças, mulheres, homens, adultos, pess",
    (Kind.AM, 0): "am",
    (Kind.CLOCK, 720): "meio-dia, meio dia, meiodia, ao meio-dia, ao meio dia",
    (Kind.CLOCK, 1440): "meia-noite, meia noite, meianoite, à meia-noite, à meia noite",
    (Kind.OCLOCK, 0): "em ponto, h em ponto",
    (Kind.PLUS, 30): "e meia, e meio, e 1/2",
    (Kind.PLUS, 15): "e um quarto, e quarto",
    (Kind.MINUS, 15): "menos um quarto, menos quarto",
    (Kind.MINUS, 0): "menos",
    (Kind.QUARTER, 1): "um quarto para",
    (Kind.PART, 0, (360, 720)): "manhã, de manhã, da manhã, pela manhã, na parte da manhã, "
    "manhãs, na manhã, à manhã, parte da manhã, na parte de manhã, de manhã cedinho, a parte da "
    "manhã, manha",
    (Kind.PART, 1, (720, 1140)): "tarde, à tarde, da tarde, de tarde, na parte da tarde, tardes, "
    "pela tarde, tardinha, tardezinha, parte da tarde, na tarde",
    (Kind.PART, 2, (1140, 1380)): "noite, à noite, da noite, de noite, noites, pela noite, "
    "noitinha, à noitinha",
    (Kind.PART, 3, (0, 360)): "madrugada, de madrugada, da madrugada",
    (Kind.PART, 4, (720, 840)): "hora de almoço, hora do almoço, na hora do almoço, almoço, "
    "à hora de almoço, horário de almoço, horário do almoço, no almoço, na hora de almoço",
    (Kind.PART, 5, (1020, 1320)): "depois do trabalho, depois do expediente, após o trabalho, "
    "saída do trabalho, depois do serviço, depois do trampo, após o expediente, pós-laboral",
    (Kind.PART, 6, (780, 1020)): "depois do almoço, após o almoço, depois de almoço, "
    "início da tarde, no início da tarde, começo da tarde, no começo da tarde, princípio da tarde",
    (Kind.PART, 7, (360, 720)): "antes do almoço, antes de almoço",
    (Kind.PART, 8, (1140, 1380)): "hoje à noite, esta noite, logo à noite, hj a noite, essa noite",
    (Kind.PART, 9, (360, 540)): "primeira hora, manhã cedo, de manhã cedo, bem cedo, "
    "logo cedo, cedinho, cedo de manhã, início da manhã, no início da manhã, começo da manhã",
    (Kind.PART, 10, (600, 720)): "fim da manhã, no fim da manhã, final da manhã, "
    "no final da manhã, meio da manhã",
    (Kind.PART, 11, (960, 1140)): "fim da tarde, no fim da tarde, final da tarde, "
    "no final da tarde, finalzinho da tarde, fim do dia, ao fim do dia, final do dia, "
    "no final do dia, fim de tarde, ao fim da tarde, ao final do dia",
    (Kind.REST, 0): "resto de, resto da, resto do",
    (Kind.REST, 1): "toda a semana, a semana toda, a semana inteira",
    (Kind.PART, 20, (540, 1080)): "durante o dia, de dia",
    (Kind.WORKDAYS, 0): "durante a semana, dias úteis, dia de semana, dia útil, dias de semana",
    (Kind.LAST, 0): "último, última, últimos, últimas",
    (Kind.LATER, 0): "mais tarde",
    (Kind.EARLY, 0): "início de, início do, início da, começo de, começo do, começo da, cedo, "
    "no início de, no início do, no início da, no começo de, no começo do, no começo da, "
    "princípio de, princípios de, inícios de",
    (Kind.MIDDLE, 0): "meados de, em meados de, meio de, meio do, meio da, no meio da, no meio de",
    (Kind.LATE, 0): "fim de, fim do, fim da, final de, final do, final da, no fim de, no fim do, "
    "no fim da, no final de, no final do, no final da, finais de, fins de, nos finais de",
    (Kind.AT, 3): "às, ao, aos",
    (Kind.AT, 4): "a",
    (Kind.AT, 1): "para as, pras, pra as, p as, para a, pra, pelas",
    (Kind.ON, 0): "na, no, nas, nos, num, numa",
    (Kind.IN, 0): "em, daqui a, daqui, dentro de, em até, d'aqui a, no prazo de, ao fim de",
    (Kind.FROM, 1): "de, do, da, dos, das",
    (Kind.FROM, 0): "desde, desde as, desde o",
    (Kind.SINCE, 0): "a partir de, a partir das, a partir do, a partir da, não antes de, "
    "não antes das, não antes do, apartir de, apartir das, apartir, a partir, de a partir",
    (Kind.FROM_NOW, 0): "a partir de hoje, a partir de agora, a contar de hoje",
    (
        Kind.UNTIL,
        0,
    ): "até, ateh, até as, até às, até o, até ao, até a, no máximo até, o mais tardar, "
    "no máximo, o mais tardar até, não depois de, não depois das, no mais tardar, até à, "
    "até no máximo",
    (Kind.FOR, 0): "durante, por",
    (Kind.BETWEEN, 0): "entre, entre as, entre o",
    (Kind.AND, 1): "e, e as",
    (Kind.OR, 0): "ou, ou então, ou entao",
    (Kind.AFTER, 0): "depois de, depois das, depois do, depois da, após, após as, após o, "
    "mais tarde que, dps das, dps de, dps do, depois, passado das, passadas as, mais tarde do que, "
    "mais tarde que as, depois d",
    (Kind.BEFORE, 0): "antes de, antes das, antes do, antes da, mais cedo que, antes d",
    (Kind.ONWARDS, 0): "em diante, para a frente, pra frente, ou depois, ou mais tarde, "
    "para frente, e depois, por diante, ou mais",
    (Kind.EARLIER, 0): "ou antes, ou mais cedo",
    (
        Kind.AROUND,
        0,
    ): "exatamente, exactamente, precisamente, "
    "por volta de, por volta das, por volta da, cerca de, cerca das, mais ou "
    "menos, aproximadamente, lá pelas, lá para as, lá pras, umas, uns, aprox, tipo, tipo às, "
    "por volta, ali pelas, perto das, perto de, pelas",
    (Kind.NOT, 0): "não, exceto, menos na, menos no, menos à, mas não, exceto à, fora, nao, n, "
    "salvo, tirando",
    (Kind.RATHER, 0): "melhor, aliás, desculpa, desculpe, quer dizer, ou melhor, na verdade, "
    "digo, perdão, quero dizer",
    (Kind.RATHER, 1): "espera, espere, não espera, pera, peraí, espera aí",
    (Kind.INSTEAD_OF, 0): "em vez de, em vez da, em vez do, ao invés de, ao invés da, "
    "ao invés do, no lugar de, no lugar da",
    (Kind.ONE, 3): "alguns, algumas",
    (Kind.ONE, 2): "um par de",
    (Kind.ONE, 1, (1,)): "um, uma",
    (
        Kind.FILL,
        1,
    ): "os dias, o, dia, no dia, o dia, ao dia, do dia, pro dia, para o dia, para dia, pra dia",
    (Kind.FILL, 0): "os",
}

WEAK: Words = {
    (Kind.WEEKDAY, 0, (DATED,)): "seg",
    (Kind.WEEKDAY, 1, (DATED,)): "ter",
    (Kind.WEEKDAY, 2, (DATED,)): "qua",
    (Kind.WEEKDAY, 3, (DATED,)): "qui",
    (Kind.WEEKDAY, 4, (DATED,)): "sex",
    (Kind.WEEKDAY, 5, (DATED,)): "sab",
    (Kind.WEEKDAY, 6, (DATED,)): "dom",
    (Kind.MONTH, 3): "mar",
    (Kind.MONTH, 5): "mai",
    (Kind.MONTH, 9): "set",
    (Kind.MONTH, 12): "dez",
}

SUFFIXES = "o a °"
