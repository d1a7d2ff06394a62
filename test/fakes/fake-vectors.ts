// Vectors that stand for a model's where there is none: no real model, and no measure of one. Words, Spanish ones by a small
// hand dictionary of general words, and their letters, hashed into a bag.

/** Numbers of a vector: few enough to be quick, many enough that words seldom fall together. */
const DIMENSIONS = 512
/** Letters of a word that tell it from others, whatever its ending. */
const STEM_LENGTH = 5
/** What a word's three-letter pieces count together against the word. */
const LETTERS_SHARE = 0.5

/** English, Spanish: everyday words, those of most sentences in any language course. */
const DICTIONARY = `man hombre, woman mujer, boy muchacho, boy niño, girl niña, girl chica, child niño, people gente, person
persona, baby bebé, family familia, friend amigo, mother madre, father padre, son hijo, daughter hija, brother hermano, sister
hermana, wife esposa, husband esposo, dog perro, cat gato, horse caballo, cow vaca, bird pájaro, fish pez, sheep oveja, house
casa, home hogar, room habitación, kitchen cocina, table mesa, chair silla, bed cama, door puerta, window ventana, wall
pared, street calle, road carretera, city ciudad, town pueblo, village aldea, country país, world mundo, river río, sea mar,
beach playa, mountain montaña, field campo, tree árbol, flower flor, grass hierba, park parque, garden jardín, forest bosque,
water agua, fire fuego, air aire, earth tierra, sun sol, moon luna, sky cielo, rain lluvia, snow nieve, wind viento, food
comida, bread pan, meat carne, fruit fruta, apple manzana, onion cebolla, potato papa, rice arroz, egg huevo, milk leche, coffee
café, wine vino, beer cerveza, car coche, car automóvil, bus autobús, train tren, plane avión, boat barco, ship buque, bicycle
bicicleta, motorcycle motocicleta, ball pelota, ball balón, game juego, game partido, team equipo, player jugador, music música,
song canción, guitar guitarra, piano piano, book libro, paper papel, letter carta, word palabra, picture imagen, photo foto,
film película, school escuela, teacher maestro, student estudiante, work trabajo, job empleo, money dinero, price precio, market
mercado, shop tienda, company empresa, bank banco, share acción, tax impuesto, law ley, court tribunal, judge juez, police
policía, prison prisión, crime crimen, army ejército, soldier soldado, war guerra, peace paz, attack ataque, bomb bomba, gun
arma, death muerte, dead muerto, kill matar, wound herido, hospital hospital, doctor médico, disease enfermedad, drug droga,
government gobierno, president presidente, minister ministro, party partido, vote voto, election elección, leader líder, state
estado, law derecho, right derecho, news noticia, newspaper periódico, report informe, question pregunta, answer respuesta,
problem problema, year año, month mes, week semana, day día, hour hora, night noche, morning mañana, today hoy, yesterday ayer,
time tiempo, Monday lunes, Tuesday martes, Wednesday miércoles, Thursday jueves, Friday viernes, Saturday sábado, Sunday domingo,
one uno, two dos, three tres, four cuatro, five cinco, six seis, seven siete, eight ocho, nine nueve, ten diez, first primero,
second segundo, last último, new nuevo, old viejo, young joven, big grande, large grande, small pequeño, little pequeño, long
largo, short corto, high alto, low bajo, good bueno, bad malo, white blanco, black negro, red rojo, blue azul, green verde, yellow
amarillo, brown marrón, hot caliente, cold frío, open abierto, closed cerrado, near cerca, far lejos, many muchos, more más, less
menos, all todos, other otro, run correr, running corriendo, walk caminar, walking caminando, sit sentar, sitting sentado, stand
parar, standing parado, play jugar, playing jugando, playing tocando, eat comer, eating comiendo, drink beber, drinking bebiendo,
sleep dormir, sleeping durmiendo, read leer, reading leyendo, write escribir, writing escribiendo, talk hablar, talking hablando,
say decir, said dijo, tell contar, ask pedir, see ver, look mirar, looking mirando, watch mirar, hear oír, give dar, take tomar,
make hacer, put poner, cut cortar, cutting cortando, cook cocinar, cooking cocinando, ride montar, riding montando, drive
conducir, driving conduciendo, fly volar, flying volando, swim nadar, swimming nadando, jump saltar, jumping saltando, dance
bailar, dancing bailando, sing cantar, singing cantando, throw lanzar, throwing lanzando, buy comprar, sell vender, sold vendió,
pay pagar, find encontrar, found encontró, lose perder, lost perdió, win ganar, won ganó, begin empezar, end terminar, fall caer,
rise subir, rose subió, grow crecer, leave salir, left salieron, return volver, order ordenar, ordered ordenó, stop detener, help
ayudar, need necesitar, want querer, think pensar, know saber, believe creer, live vivir, die morir, died murió, born nacido`

const ENGLISH_OF: ReadonlyMap<string, string> = new Map(
  DICTIONARY.split(',').map((pair) => {
    const [english = '', spanish = ''] = pair.trim().split(/\s+/)
    return [stemOf(fold(spanish)), stemOf(fold(english))]
  }),
)
/** Words of grammar, of three letters and less but for those of the dictionary, tell nothing. */
const WORD_LENGTH_MIN = 4

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
}

function stemOf(word: string): string {
  return word.slice(0, STEM_LENGTH)
}

/** A vector for a text. The same text always gives the same. */
export function fakeVector(text: string): readonly number[] {
  const vector = Array.from({ length: DIMENSIONS }, () => 0)
  for (const word of fold(text).match(/[\p{L}\p{N}]+/gu) ?? []) {
    const english = ENGLISH_OF.get(stemOf(word))
    if (english === undefined && word.length < WORD_LENGTH_MIN && !/^\d/.test(word)) continue
    const stem = english ?? stemOf(word)
    add(vector, `w ${stem}`, 1)
    const padded = ` ${stem} `
    const pieces = padded.length - 2
    for (let at = 0; at < pieces; at++) add(vector, padded.slice(at, at + 3), LETTERS_SHARE / Math.sqrt(pieces))
  }
  return vector
}

/** Adds to one of the numbers, up or down, both by the feature's hash (FNV-1a). */
function add(vector: number[], feature: string, weight: number): void {
  let hash = 0x811c9dc5
  for (const letter of feature) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0
  const at = hash % DIMENSIONS
  vector[at] = (vector[at] ?? 0) + (hash >>> 31 === 0 ? weight : -weight)
}
