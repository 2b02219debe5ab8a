"""Portuguese words of a booking dialog that are no time, of both sides of the ocean."""

from dialog.understand.reading import Intent, Topic
from dialog.understand.signs import Kind, Plain, Words
from dialog.understand.talk import each, hint, perhaps, talk, topic

_OWN = (
    "minha filha, meu filho, meu marido, minha esposa, minha mulher, minha mãe, meu pai, "
    "minha irmã, meu irmão, meu namorado, minha namorada, meu amigo, minha amiga, meus filhos, "
    "minha avó, meu avô, minha sobrinha, meu sobrinho, minha sogra, minha prima, minha tia, "
    "meu companheiro, minha companheira"
)
_RELATIVES = f"{_OWN}, {each('a', _OWN)}, {each('o', _OWN)}, um amigo, uma amiga"

TALK: Words = {
    talk(Intent.GREET): "olá, ola, oi, oie, oii, bom dia, boa tarde, boa noite, boas, viva, "
    "tudo bem, tudo bom, oi tudo bem, opa, e aí, saudações",
    talk(Intent.THANKS): "obrigado, obrigada, muito obrigado, muito obrigada, obg, obgd, brigada, "
    "brigado, valeu, vlw, agradeço, agradecida, agradecido, grato, grata, bom fim de semana, "
    "bom fds, adeus, tchau, até logo, até breve, até já, até mais, beijos, beijinhos, bjs, "
    "abraço, um abraço, cumprimentos",
    talk(
        Intent.YES
    ): "sim, simm, ss, isso, isso mesmo, isso aí, claro, claro que sim, com certeza, certamente, "
    "certo, certinho, tá bom, tá certo, ta bom, tá, ta, está bem, está bom, tudo certo, "
    "tá ótimo, pode ser, pode, pode sim, pode marcar, pode agendar, pode reservar, "
    "pode confirmar, beleza, blz, combinado, fechado, perfeito, ótimo, otimo, excelente, "
    "maravilha, bom, muito bom, bem, muito bem, serve, me serve, serve-me, dá-me jeito, "
    "dá jeito, para mim serve, por mim sim, por mim tudo bem, de acordo, concordo, "
    "exato, exatamente, exacto, correto, correcto, confirmo, confirmado, confirmar, confirma, "
    "confirme, marque, marca, marcar sim, reserve, reserva, força, vamos, vamos nessa, bora, "
    "avance, pode avançar, quero sim, fico com esse, fico com essa, porque não, por que não, "
    "com gosto, com prazer, sem dúvida, sem problema, sem problemas, não há problema, "
    "nenhum problema, acho que sim, penso que sim, seria ótimo, seria perfeito, seria bom, "
    "nada a mudar, não mude nada, fixe, top, legal, joia, show, aham, uhum, pois, pois sim, "
    "aceito, okay",
    (*talk(Intent.YES), (1,)): "está bem assim, assim está bem, assim está bom, deixe assim, "
    "deixa assim, fica assim, tudo ok, está tudo bem",
    talk(Intent.NO): "não, nao, naum, nãoo, nop, nope, de jeito nenhum, de maneira nenhuma, "
    "nem pensar, nada disso, não serve, não me serve, não dá, não dá jeito, não me dá jeito, "
    "não está certo, não está bem, não pode ser, errado, está errado, incorreto, incorrecto, "
    "ainda não, não posso, infelizmente não, melhor não, assim não, esse não, essa não, negativo, "
    "acho que não, penso que não",
    talk(Intent.WAIT): "deixa eu pensar, deixe-me pensar, deixa-me pensar, vou pensar, "
    "preciso pensar, preciso de pensar, tenho que pensar, tenho de pensar, pensar melhor, "
    "deixa eu ver, deixe-me ver, deixa-me ver, vou ver, vou verificar, vou perguntar, "
    "vou consultar, preciso ver, preciso de ver, preciso perguntar, preciso de perguntar, "
    "tenho que ver, tenho de ver, tenho que perguntar, tenho de perguntar, ver minha agenda, "
    "ver a minha agenda, ver a agenda, te aviso, já te aviso, aviso depois, já aviso, "
    "eu aviso, depois digo, já digo, digo depois, te falo, já te falo, te ligo, ligo depois, "
    "eu ligo, volto já, já volto, volto depois, um momento, um momentinho, momentinho, "
    "um instante, um segundo, um minuto, um minutinho, só um minuto, só um momento, "
    "só um segundo, um segundinho, peraí, pera aí, aguarde, não sei, não sei ainda, "
    "ainda não sei, não tenho certeza, não tenho a certeza, não estou certa, não estou certo, "
    "tenho dúvidas, não marque ainda, ainda não marque",
    talk(Intent.CHANGE): "mudar, mudar algo, mudar alguma coisa, mude, muda, alterar, altera, "
    "altere, alterar alguma coisa, trocar, troca, modificar, editar, corrigir, outra coisa, "
    "algo diferente, mudei de ideia, mudei de ideias, mudança, alteração",
    talk(Intent.NEVER_MIND): "esquece, esqueça, esqueca, deixa pra lá, deixa para lá, "
    "deixe para lá, deixa estar, deixe estar, deixar estar, deixa lá, deixe lá, não importa mais, "
    "já não quero, não quero mais, não quero marcar, não marque, não marca, não reserve, "
    "não preciso mais, já não preciso, não é preciso, não tenho interesse, não me interessa, "
    "agora não, desisto, desistir, parar, pare, stop, afinal não",
    talk(Intent.OTHER_TIMES): "outros horários, outro horário, outras horas, outra hora, "
    "outro dia, outros dias, outra data, outras datas, outro momento, outra vaga, outras vagas, "
    "mais horários, mais opções, outras opções, outra opção, mais alguma hora, "
    "outra disponibilidade, outras disponibilidades, que mais tem, que mais há, o que mais, "
    "mais algum horário, nenhum, nenhuma, nenhum desses, nenhuma dessas, nenhum destes, "
    "nenhuma destas, nenhum dos três, hora errada, dia errado, horário errado, essa hora não, "
    "esse dia não",
    talk(Intent.RESTART): "começar de novo, recomeçar, começar do zero, do zero, do início, "
    "do começo, desde o início, reiniciar, nova marcação, novo agendamento, nova reserva",
    talk(Intent.CANCEL): "cancelar, cancela, cancele, cancelo, cancelamento, desmarcar, "
    "desmarca, desmarque, desmarcação, anular, não posso ir, não vou poder ir, não posso vir, "
    "não consigo ir, não vou conseguir ir, não vou conseguir, não poderei ir, não vou, "
    "desmarcar minha hora, desmarcar a marcação, cancelar a marcação",
    talk(Intent.MOVE): "remarcar, remarca, remarque, reagendar, reagendamento, adiar, adia, "
    "mover, antecipar, mudar a marcação, mudar a minha marcação, mudar meu horário, "
    "mudar o meu horário, mudar meu agendamento, alterar a marcação, alterar a minha marcação, "
    "alterar meu agendamento, alterar meu horário, mudar a reserva, alterar a reserva, passar "
    "a marcação, trocar meu horário",
    talk(Intent.HUMAN): "humano, humana, um humano, pessoa real, uma pessoa real, "
    "pessoa de verdade, com uma pessoa, com alguém, falar com alguém, falar com uma pessoa, "
    "alguém do salão, alguém da equipa, alguém da equipe, atendente, um atendente, "
    "funcionário, funcionária, recepção, receção, recepcionista, gerente, responsável, "
    "apoio ao cliente, atendimento ao cliente, que me liguem, me liguem, liguem-me, me liga, "
    "me ligue, ligue-me, não um bot, não um robô, falar com o salão, perguntar ao salão, a dona, "
    "o dono, pessoa",
    talk(Intent.BOOK): "marcação, marcações, uma marcação, marcar, agendar, agendamento, "
    "um agendamento, marcar hora, marcar um horário, marcar horário, hora marcada, reservar, "
    "uma vaga, vaga, um horário, encaixe, encaixar",
    talk(Intent.MY_VISITS): "minhas marcações, as minhas marcações, meus agendamentos, "
    "os meus agendamentos, minhas reservas, as minhas reservas, meus horários marcados, "
    "quando é a minha, quando é minha, quando é o meu, quando é meu, quando tenho, "
    "a que horas tenho, a que horas é, que horas é minha, que dia tenho, minha próxima marcação, "
    "a minha próxima marcação, meu próximo agendamento, meu próximo horário, tenho marcação, "
    "tenho alguma marcação, tenho algo marcado, tenho horário marcado, tenho marcado",
    perhaps(Intent.MY_VISITS): "minha marcação, a minha marcação, meu agendamento, "
    "o meu agendamento, minha reserva, a minha reserva, meu horário, o meu horário, "
    "minha hora",
    talk(Intent.WAITLIST): "lista de espera, na lista, fila de espera, avise-me se, avisem-me se, "
    "me avise se, me avisa se, me avisem se, se abrir vaga, se surgir vaga, se houver vaga, "
    "se vagar, se alguém desmarcar, se alguém desistir, se houver desistência",
    talk(Intent.LEAVE_WAITLIST): "sair da lista, sair da lista de espera, me tire da lista, "
    "me tira da lista, tire-me da lista, tira-me da lista, tirar da lista, retirar da lista, "
    "fora da lista",
    talk(Intent.USUAL): "o de sempre, o habitual, o costume, do costume, como sempre, "
    "o mesmo de sempre, a mesma coisa, o mesmo, igual da última vez, igual à última vez, "
    "como da última vez, como na última vez, o mesmo da última vez, igual à outra vez, "
    "como de costume",
    talk(Intent.COMPLAINT): "reclamação, uma reclamação, reclamar, queixa, uma queixa, "
    "queixar-me, não fiquei satisfeita, não fiquei satisfeito, não estou satisfeita, "
    "não estou satisfeito, insatisfeita, insatisfeito, não gostei, decepcionada, decepcionado, "
    "desiludida, desiludido, chateada com, chateado com, desastre, "
    "um desastre, inaceitável, vergonha, estragaram, estragou, arruinaram, queimaram, "
    "quero reembolso, quero o meu dinheiro, quero meu dinheiro, devolvam o dinheiro, "
    "ficou laranja, ficou mal, ficou horrível, ficou péssimo, saiu mal",
    talk(Intent.WAIT_STOP): "pare de esperar, parar de esperar, não espere mais, não espero mais, "
    "não quero esperar, deixe de esperar, deixar de esperar, voltar ao bot, voltar para o bot, "
    "continuar com o bot, continuar com o assistente",
    (Kind.ANYONE, 0): "qualquer um, qualquer uma, qualquer pessoa, com qualquer um, "
    "quem estiver livre, quem estiver disponível, quem tiver vaga, sem preferência, "
    "não tenho preferência, nenhuma preferência, tanto faz quem, tanto faz com quem, "
    "não importa quem, qualquer profissional, qualquer cabeleireiro, qualquer cabeleireira, "
    "o primeiro disponível, a primeira disponível",
    (Kind.ANYONE, 1): "tanto faz, é igual, é-me igual, é indiferente, indiferente, "
    "não importa, não me importo, como quiser, como preferir, escolha você, você escolhe, "
    "escolhe tu, escolhe, escolha, você decide, decide tu, qualquer um serve, "
    "qualquer uma serve, qualquer, o que for melhor",
    (Kind.WITH, 0): "com, c, pela, pelo",
    (Kind.PARTY, 2): "nós dois, nós duas, os dois, a dois, eu e um amigo, "
    + each("eu e, para mim e para", _OWN)
    + ", "
    + each("eu e a, para mim e para a, eu e o, para mim e para o", _OWN),
    (Kind.PARTY, 3): "nós três, os três",
    (Kind.COUNTED, 1): "pessoas, crianças, adultos, mulheres, homens",
    (Kind.BUT, 0): "mas, porém, contudo, no entanto, só se, se, a não ser que, desde que, "
    "exceto se",
    (Kind.NAME_IS, 0): "meu nome é, o meu nome é, chamo-me, me chamo, eu me chamo, nome é, "
    "o nome é, nome, meu nome, o meu nome, em nome de, no nome de, meu nome e, chamo me",
    (Kind.NAME_IS, 1): "me chame de, me chame, chame-me, pode me chamar de, pode chamar-me",
    (Kind.I_AM, 0): "sou, eu sou, sou a, sou o, eu sou a, eu sou o, aqui é, aqui é a, aqui é o, "
    "fala a, fala o, daqui fala",
    (Kind.I_AM, 1): "é, é a, é o",
    (Kind.HERE, 0): "aqui, falando",
    (Kind.HERE, 1): "é o meu nome, é meu nome",
    (Kind.ANOTHER, 0): "outra pessoa, com outra, com outro, outro cabeleireiro, "
    "outra cabeleireira, outro profissional, outra profissional, outro barbeiro, "
    "mais alguém, com ela não, com ele não, não com ela, não com ele, outro estilista",
    (Kind.RELATIVE, 0): each("para, pra, pro, p", _RELATIVES)
    + ", para outra pessoa, pra outra pessoa",
    (Kind.RELATIVE, 2): "não é para mim, não é pra mim",
    (Kind.RELATIVE, 1, (1,)): each(_RELATIVES, "precisa, quer, queria, gostaria"),
    (Kind.FOR, 0): "para, pra, pro",
    (Kind.NOTE, 0): "nota, anote que, anote, anota que, anota, anotem, tenha em conta que, "
    "tenham em conta que, tenha em conta, atenção que, para sua informação, para vossa informação, "
    "só para saber, para saberem, observação, obs, fica a nota",
    (Kind.NOTE, 1): "sou alérgica, sou alérgico, tenho alergia, alérgica, alérgico, "
    "estou grávida, cadeira de rodas, em cadeira de rodas, couro cabeludo sensível, "
    "pele sensível",
    (Kind.TARDY, 0): "atrasada, atrasado, atrasados, atraso, com atraso, de atraso, "
    "vou me atrasar, vou-me atrasar, vou atrasar, atrasar, chego tarde, vou chegar tarde, "
    "chegar atrasada, chegar atrasado, preso no trânsito, presa no trânsito, no trânsito",
    (Kind.SPEAK, 0): "em, falar, fala, falam, fale, podemos falar, escreva em, responda em",
    (Kind.POLITE, 0): "por favor, porfavor, pf, pfv, pfvr, faz favor, se faz favor, sff, então, "
    "só, apenas, talvez, hã, hum, hmm, ah, ai, oh, bem, olhe, olha, se possível, "
    "se for possível, se puder, quero, queria, gostaria, gostaria de, gostava de, preciso, "
    "preciso de, precisava, precisava de, procuro, desejo, escolho, prefiro, preferia, que tal, "
    "posso, poderia, podia, podem, me vê, dá para, dá pra, seria possível, é possível, possível, "
    "senhora, senhor, dona, querida, querido, amor, para mim, pra mim, fazer, ter, um pouco, "
    "desculpe, desculpa, com licença, eu queria, eu quero, eu gostaria",
    (Kind.ALSO, 0): "também, tb, tbm, tambem, além disso, mais, adicionar, adicione, adiciona, "
    "acrescentar, acrescente, extra, adicional, e também, ambos, ambas, ainda",
    (Kind.ONE_OF, 0): "aquele, aquela",
    (Kind.LATER, 0): "mais tarde, um pouco mais tarde, algo mais tarde, mais pro fim",
    (Kind.LATER, 1): "o mais tarde, a mais tarde, o último horário, a última hora",
    (Kind.LATER, 2): "muito cedo, cedo demais, demasiado cedo, depois disso, mais tarde que isso",
    (Kind.SOONER, 0): "mais cedo, um pouco mais cedo, algo mais cedo, um pouco antes",
    (Kind.SOONER, 1): "o mais cedo, a mais cedo, o primeiro horário, a primeira hora",
    (Kind.SOONER, 2): "muito tarde, tarde demais, demasiado tarde, antes disso",
    (Kind.LAST, 0): "último, última, o último, a última",
    (Kind.PICK, 0): "número, opção, a opção, numero, opcao",
    topic(Topic.PRICE): "quanto custa, quanto custam, quanto é, quanto fica, quanto sai, "
    "quanto cobram, quanto cobra, quanto tá, quanto está, quanto seria, que preço, que preços, "
    "quais preços, qual o preço, qual o valor, qual é o preço, vossos preços, é caro, quanto",
    hint(Topic.PRICE): "preço, preços, valor, valores, tabela de preços, custa, custo",
    topic(Topic.HOURS): "horário de funcionamento, horários de funcionamento, "
    "horário de abertura, vosso horário, qual o horário, qual é o horário, a que horas abrem, "
    "que horas abre, que horas abrem, a que horas fecham, que horas fecha, que horas fecham, "
    "quando abrem, quando fecham, até que horas, abrem, fecham, estão abertos, está aberto, "
    "tá aberto, vocês abrem, vocês fecham",
    hint(Topic.HOURS): "aberto, abertos, fechado, fechados, abertura, funcionamento, abre, fecha",
    topic(Topic.ADDRESS): "onde fica, onde ficam, onde estão, onde está, onde é, "
    "qual o endereço, qual a morada, vossa morada, que morada, como chego, como chegar, "
    "em que rua, qual é a morada, qual é o endereço",
    hint(Topic.ADDRESS): "morada, endereço, localização, onde",
    topic(Topic.PARKING): "estacionar, onde estaciono, lugar para estacionar, parar o carro",
    hint(Topic.PARKING): "estacionamento, parque de estacionamento, parking, carro, garagem",
    topic(Topic.POLICY): "política de cancelamento, condições de cancelamento, "
    "taxa de cancelamento, se eu cancelar, se cancelar, se eu desmarcar, se desmarcar, "
    "se eu não for, se eu faltar, se não aparecer, cancelamento gratuito, cancelamento grátis, "
    "cancelar grátis, cobram para cancelar",
    topic(Topic.DURATION): "quanto tempo, quanto dura, quanto demora, demora quanto, "
    "dura quanto, demora muito, qual a duração",
    hint(Topic.DURATION): "duração, demora, dura",
    topic(Topic.PHONE): "vosso telefone, número de telefone, qual o telefone, o telefone, "
    "vosso número, qual o número, posso ligar, um telefone, um contacto, um contato",
    hint(Topic.PHONE): "telefone, tel, telemóvel, contacto, contato, whatsapp",
    topic(Topic.SERVICES): "que serviços, quais serviços, quais os serviços, vossos serviços, "
    "o que fazem, o que oferecem, que tratamentos, vocês fazem, fazem",
    hint(Topic.SERVICES): "serviços, tratamentos, catálogo",
    topic(Topic.STAFF): "quem trabalha, quem está, quem corta, quais cabeleireiros, "
    "que profissionais, vossa equipa, quais profissionais, com quem",
    hint(Topic.STAFF): "equipa, equipe, profissionais, cabeleireiros, cabeleireiras",
    topic(Topic.RATING): "que avaliações, têm avaliações, tem avaliações, que avaliação, "
    "qual a avaliação, boas avaliações, que nota",
    hint(Topic.RATING): "avaliações, avaliação, opiniões, estrelas",
    topic(Topic.PAYMENT): "pagar com cartão, pagar em dinheiro, com cartão, em dinheiro, "
    "no cartão, aceitam cartão, aceita cartão, aceitam mbway, como pago, como se paga, "
    "formas de pagamento, meios de pagamento, pagar online, mb way, mbway, pix, aceita pix, "
    "apple pay, google pay, posso pagar, cartão de crédito, cartão de débito",
    hint(Topic.PAYMENT): "cartão, multibanco, dinheiro, pagar, pagamento",
    topic(Topic.ACCESS): "acesso para cadeira de rodas, acesso a cadeira de rodas, "
    "acessível para cadeira de rodas, acessível a cadeira de rodas, "
    "acessível de cadeira de rodas, entrar de cadeira de rodas, entrar com cadeira de rodas, "
    "acesso para deficientes, acesso a deficientes, sem degraus",
    hint(Topic.ACCESS): "acessível, acessibilidade, degraus, escadas, elevador, rampa",
    (Kind.PLAIN, Plain.ASKING): "que, o que, quê, quem, quando, como, porquê, por que, qual, "
    "quais, quantos, quantas, tem, têm, será que, vocês têm, vocês tem",
    (Kind.PLAIN, Plain.ALONG): "eu, me, mim, esse, essa, isto, tudo, muito, mesmo, agora, "
    "realmente, tão, tanto, assim, né, sem pressa, você, te, lhe, lá, por mim",
    (Kind.PLAIN, Plain.VERB): "é, são, está, estão, há",
    (Kind.PLAIN, Plain.DONE): "é tudo, é só isso, só isso, era só isso, mais nada, nada mais, "
    "é só, por enquanto é só",
    (Kind.PLAIN, Plain.WHICH): "a hora, o dia, a data, o horário, hora, horário",
    (Kind.PLAIN, Plain.ARRIVING): "chego, chegarei, vou chegar, vou, estarei, chegamos, "
    "vamos chegar, a chegar, chegando, tenho um",
    (Kind.PLAIN, Plain.IDLE): "meu, minha, meus, minhas, teu, tua, seu, sua, seus, suas, nosso, "
    "nossa, vosso, vossa, tu, ele, ela, nós, eles, elas, vocês, se, estou, estava, era, "
    "foi, ser, estar, estamos, tenho, tens, tinha, temos, faço, faz, fiz, feito, "
    "podemos, devo, deve, ir, vai, vem, venho, vir, ver, vejo, saber, sei, sabe, dizer, "
    "digo, diz, dar, dou, pensar, penso, acho, quer, quis, gosto, gostei, este, esta, "
    "estes, estas, esses, essas, outro, outra, outros, outras, mesma, cada, algo, "
    "alguma, algum, alguém, coisa, nada, ninguém, sempre, nunca, já, logo, depois, ali, aí, cá, "
    "muitos, muitas, pouco, menos, demais, quase, por, sobre, sem, "
    "porque, enquanto, onde, disponível, disponíveis, disponibilidade, livre, "
    "livres, vagas, cabelo, cabelos, unhas, salão, cabeleireiro, cabeleireira, cliente, bot, "
    "robô, assistente, pergunta, dúvida, problema, coisas, perdão, infelizmente, "
    "novo, nova, velho, boa, mau, má, ruim, vez, primeira vez, kkk, kkkk, rsrs, marido, "
    "esposa, filha, filho, mãe, pai, amigo, amiga, doente, cansada, cansado, ocupada, ocupado, "
    "pressa, xampu, champô, shampoo, cachorro, cão, presente, vale presente, vale-oferta, ajuda, "
    "info, informação, informações, teste, favor, nem",
}
