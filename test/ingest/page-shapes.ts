/** Pages of many makes, in our own words, each with what it is. */
export type PageShape = { readonly what: string; readonly kind: string; readonly html: string }

const TEXT = {
  en: [
    'Ferry crews on the island line ended an eleven-day strike on Wednesday after a night of talks with the company.',
    'The union said that its members will get six per cent more from March, and that nobody will be dismissed.',
    '“We have what we asked for,” said Ana Ruiz, who leads the union, in front of the harbour office at dawn.',
    'The company did not say what the agreement will cost. Fares will rise by a tenth in spring, it said last month.',
    'Some four thousand people live on the islands, and most of them cross to the mainland to work or to study.',
    'The first boat leaves on Friday at six. The council will meet on Monday to decide on a second line.',
  ],
  es: [
    'Las tripulaciones de los transbordadores pusieron fin el miércoles a una huelga de once días, tras una noche de diálogo.',
    'El sindicato dijo que sus miembros ganarán un seis por ciento más desde marzo y que nadie será despedido.',
    '«Tenemos lo que pedimos», dijo Ana Ruiz, que dirige el sindicato, frente a la oficina del puerto al amanecer.',
    'La empresa no dijo cuánto costará el acuerdo. Las tarifas subirán una décima parte en primavera, informó el mes pasado.',
    'Unas cuatro mil personas viven en las islas, y la mayoría cruza a tierra firme para trabajar o estudiar.',
    'El primer barco sale el viernes a las seis. El concejo se reunirá el lunes para decidir sobre una segunda línea.',
  ],
}
type Lang = keyof typeof TEXT
const TITLE = { en: 'Ferry crews end strike after talks', es: 'Termina la huelga de los transbordadores' }
const paragraphs = (lang: Lang, count = 6, tag = 'p') => TEXT[lang].slice(0, count).map((text) => `<${tag}>${text}</${tag}>`).join('\n') // prettier-ignore
const page = (lang: Lang, head: string, body: string) => `<!doctype html><html lang="${lang}"><head>${head}</head><body>${body}</body></html>` // prettier-ignore
const title = (text: string) => `<title>${text}</title>`
const meta = (name: string, content: string) => `<meta property="${name}" content="${content}"><meta name="${name}" content="${content}">` // prettier-ignore
const data = (value: object) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`
const HEADLINES = {
  en: 'Storm closes the port for a day|Council votes on second line|How the island school was saved|Bread prices rise again in spring|Two found safe after night at sea|New bridge opens with a concert|Teachers ask for smaller classes|Lighthouse keeper retires at eighty',
  es: 'La tormenta cierra el puerto un día|El concejo vota la segunda línea|Así se salvó la escuela de la isla|El pan sube otra vez en primavera|Dos hallados a salvo en el mar|El nuevo puente abre con un concierto|Los maestros piden clases más pequeñas|El farero se jubila a los ochenta',
}
const links = (lang: Lang) => HEADLINES[lang].split('|').map((text, at) => ({ text, href: `/${lang}/${4000 + at}` }))
const menu = (lang: Lang) => `<nav><ul>${(lang === 'en' ? ['Home', 'World', 'Sport'] : ['Inicio', 'Mundo', 'Deportes']).map((each) => `<li><a href="/${each}">${each}</a></li>`).join('')}</ul></nav>` // prettier-ignore
const related = (lang: Lang) => `<aside class="related"><h3>${lang === 'en' ? 'Related' : 'Lea también'}</h3><ul>${links(lang).map(({ text, href }) => `<li><a href="${href}">${text}</a></li>`).join('')}</ul></aside>` // prettier-ignore
const teasers = (lang: Lang, summary: boolean, tag = 'h3') => links(lang).map(({ text, href }, at) => `<div class="card"><${tag}><a href="${href}">${text}</a></${tag}>${summary ? `<p>${TEXT[lang][at % 6] ?? ''}</p>` : ''}</div>`).join('') // prettier-ignore
const h1 = (lang: Lang) => `<h1>${TITLE[lang]}</h1>`

const ARTICLES = (['en', 'es'] as const).flatMap((lang): PageShape[] => [
  {
    what: `${lang}: plain, nothing stated`,
    kind: 'article',
    html: page(lang, title(TITLE[lang]), h1(lang) + paragraphs(lang)),
  },
  {
    what: `${lang}: linked data and boxes`,
    kind: 'article',
    html: page(
      lang,
      title(TITLE[lang]) + data({ '@type': 'NewsArticle', headline: TITLE[lang], datePublished: '2026-01-07' }),
      menu(lang) + `<article>${h1(lang)}${paragraphs(lang)}</article>${related(lang)}`,
    ),
  },
  {
    what: `${lang}: block editor with many related headlines, nothing stated`,
    kind: 'article',
    html: page(
      lang,
      title(TITLE[lang]),
      `${menu(lang)}<main><div class="wp-block-group">${h1(lang)}${paragraphs(lang)}</div></main>${related(lang)}${teasers(lang, false)}`,
    ),
  },
  {
    what: `${lang}: a brief item`,
    kind: 'article',
    html: page(lang, title(TITLE[lang]) + meta('og:type', 'article'), h1(lang) + paragraphs(lang, 1)),
  },
  {
    what: `${lang}: a live blog`,
    kind: 'article',
    html: page(
      lang,
      title(TITLE[lang]) + data({ '@type': 'LiveBlogPosting', headline: TITLE[lang] }),
      `<article>${h1(lang)}${TEXT[lang].map((text, at) => `<section class="post"><time>1${at}:05</time><h2>${at}</h2><p>${text}</p></section>`).join('')}</article>`,
    ),
  },
  {
    what: `${lang}: layout of tables`,
    kind: 'article',
    html: page(
      lang,
      title(TITLE[lang]),
      `<table><tr><td>${menu(lang)}</td><td><font>${h1(lang)}${paragraphs(lang, 6, 'div')}</font></td></tr></table>`,
    ),
  },
  {
    what: `${lang}: breaks for paragraphs`,
    kind: 'article',
    html: page(lang, title(TITLE[lang]), `${h1(lang)}<div id="content">${TEXT[lang].join('<br><br>')}</div>`),
  },
  {
    what: `${lang}: a cookie bar below it`,
    kind: 'article',
    html: page(
      lang,
      title(TITLE[lang]),
      `${h1(lang)}${paragraphs(lang)}<div class="cookie-bar"><p>We and our partners use cookies and personal data, with your consent.</p><button>Accept all</button></div>`,
    ),
  },
  {
    what: `${lang}: a gate that is not shown`,
    kind: 'article',
    html: page(
      lang,
      title(TITLE[lang]) +
        data({ '@type': 'NewsArticle', headline: TITLE[lang], isAccessibleForFree: false, wordCount: 120 }),
      `<article>${h1(lang)}${paragraphs(lang)}</article><div class="paywall" hidden>Subscribe</div>`,
    ),
  },
  {
    what: `${lang}: a list’s data beside its own`,
    kind: 'article',
    html: page(
      lang,
      title(TITLE[lang]) +
        data({
          '@graph': [
            { '@type': 'NewsArticle', headline: TITLE[lang] },
            { '@type': 'ItemList', itemListElement: [{ '@type': 'NewsArticle', headline: 'x' }] },
          ],
        }),
      h1(lang) + paragraphs(lang) + teasers(lang, false),
    ),
  },
])

const LISTINGS = (['en', 'es'] as const).flatMap((lang): PageShape[] => [
  {
    what: `${lang}: a front page`,
    kind: 'listing',
    html: page(lang, title('Harbour Post') + meta('og:type', 'website'), menu(lang) + teasers(lang, true)),
  },
  {
    what: `${lang}: headlines alone`,
    kind: 'listing',
    html: page(lang, title('World'), `${menu(lang)}<h1>World</h1>${teasers(lang, false)}`),
  },
  {
    what: `${lang}: a section with summaries, its cards articles`,
    kind: 'listing',
    html: page(
      lang,
      title('World'),
      `<main>${links(lang)
        .map(
          ({ text, href }, at) =>
            `<article><h2><a href="${href}">${text}</a></h2><p>${TEXT[lang][at % 6] ?? ''}</p></article>`,
        )
        .join('')}</main>`,
    ),
  },
  {
    what: `${lang}: a tag page that says so`,
    kind: 'listing',
    html: page(lang, title('Ferries') + data({ '@type': 'CollectionPage', name: 'Ferries' }), teasers(lang, true)),
  },
  {
    what: `${lang}: a list of articles in its data`,
    kind: 'listing',
    html: page(
      lang,
      title('Ferries') +
        data({
          '@type': 'ItemList',
          itemListElement: [
            { '@type': 'NewsArticle', headline: 'a' },
            { '@type': 'NewsArticle', headline: 'b' },
          ],
        }),
      teasers(lang, true),
    ),
  },
  {
    what: `${lang}: search results`,
    kind: 'listing',
    html: page(
      lang,
      title('Search') + data({ '@type': 'SearchResultsPage' }),
      `<form><input name="q"></form>${teasers(lang, true, 'h4')}`,
    ),
  },
])

const notice = (lang: Lang, heading: string, text: string, rest = '') => page(lang, title(heading), `${menu(lang)}<h1>${heading}</h1><p>${text}</p>${rest}`) // prettier-ignore
const NOTICES: readonly PageShape[] = [
  { what: 'en: 404', kind: 'error', html: notice('en', '404', 'The page you asked for is not here. Try the search.') },
  {
    what: 'en: page not found, with news',
    kind: 'error',
    html: notice('en', 'Page not found', 'It may have moved.', teasers('en', true)),
  },
  {
    what: 'en: title of an error',
    kind: 'error',
    html: page('en', title('Error 404 | Harbour Post'), '<div>Sorry about that. Go to our front page for more.</div>'),
  },
  {
    what: 'en: article no longer there',
    kind: 'error',
    html: notice('en', 'This article is no longer available', 'It was taken from our site.'),
  },
  {
    what: 'en: server fault',
    kind: 'error',
    html: notice('en', '503 - Service unavailable', 'Please come back in some minutes.'),
  },
  {
    what: 'es: página no encontrada',
    kind: 'error',
    html: notice('es', 'Página no encontrada', 'La dirección que busca no existe o cambió.'),
  },
  {
    what: 'es: error 404',
    kind: 'error',
    html: notice('es', 'Error 404', 'Vuelva a la portada para ver las noticias del día.'),
  },
  {
    what: 'es: el contenido no existe',
    kind: 'error',
    html: notice('es', 'El contenido que busca ya no está disponible', 'Lo sentimos.'),
  },
  {
    what: 'en: just a moment',
    kind: 'challenge',
    html: page(
      'en',
      title('Just a moment...'),
      '<h2>Checking if the site connection is secure</h2><p>www.a.example needs to review the security of your connection before proceeding.</p>',
    ),
  },
  {
    what: 'en: access denied',
    kind: 'challenge',
    html: notice(
      'en',
      'Access Denied',
      'You do not have permission to access this page on this server. Reference 18.2f.',
    ),
  },
  {
    what: 'en: a captcha',
    kind: 'challenge',
    html: notice(
      'en',
      'Are you a robot?',
      'Please confirm that you are human by clicking the box below, and let us know of faults.',
    ),
  },
  {
    what: 'es: verificación',
    kind: 'challenge',
    html: notice(
      'es',
      'Verifica que eres humano',
      'Complete la prueba para seguir. Hemos notado un tráfico poco usual desde su red.',
    ),
  },
  {
    what: 'en: an empty shell',
    kind: 'shell',
    html: page(
      'en',
      title('Harbour Post'),
      '<div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript>',
    ),
  },
  {
    what: 'es: an empty shell with a menu',
    kind: 'shell',
    html: page('es', title('El Puerto'), `${menu('es')}<div id="app"></div>`),
  },
  {
    what: 'en: consent',
    kind: 'consent',
    html: page(
      'en',
      title('Before you continue'),
      '<h1>Before you continue</h1><p>We use cookies and data to deliver and maintain our services and to show you personalised content.</p><p>Our partners and we store and access personal data on your device with your consent.</p><button>Reject all</button><button>Accept all</button>',
    ),
  },
  {
    what: 'en: a wall of partners',
    kind: 'consent',
    html: page(
      'en',
      title('Harbour Post'),
      `<div><h2>We value your privacy</h2>${'<p>We and our 812 partners store cookies on a device and process personal data, such as unique identifiers, for personalised advertising.</p>'.repeat(6)}<a href="#">Manage options</a><a href="#">Agree and close</a></div>`,
    ),
  },
  {
    what: 'es: consentimiento',
    kind: 'consent',
    html: page(
      'es',
      title('Antes de continuar'),
      '<h1>Tu privacidad nos importa</h1><p>Nosotros y nuestros 812 socios usamos cookies y tratamos datos personales con su consentimiento para mostrar publicidad personalizada.</p><p>Puede retirar su consentimiento u oponerse al interés legítimo cuando quiera.</p><button>Aceptar y continuar</button><button>Configurar</button>',
    ),
  },
  {
    what: 'es: pagar o aceptar',
    kind: 'consent',
    html: page(
      'es',
      title('El Puerto'),
      '<div><h2>Aceptar las cookies o suscribirse</h2><p>Para leer gratis debe aceptar las cookies de publicidad de nuestros socios y el uso de sus datos personales.</p><button>Aceptar</button><button>Suscribirse</button></div>',
    ),
  },
  {
    what: 'en: a film',
    kind: 'media',
    html: page(
      'en',
      title('Watch: first boat leaves') +
        meta('og:type', 'video.other') +
        data({ '@type': 'VideoObject', name: 'First boat leaves' }),
      '<h1>Watch: first boat leaves</h1><p>The first boat of the line left the harbour at dawn on Friday, to cheers from the quay.</p>',
    ),
  },
  {
    what: 'es: una galería',
    kind: 'media',
    html: page(
      'es',
      title('La huelga en fotos') + data({ '@type': 'ImageGallery' }),
      '<h1>La huelga en fotos</h1><p>Once días en el puerto, en imágenes de nuestros fotógrafos, desde el primero hasta el último.</p>',
    ),
  },
]

const stub = (lang: Lang, head: string, gate: string) => page(lang, title(TITLE[lang]) + head, `${menu(lang)}<article>${h1(lang)}${paragraphs(lang, 2)}</article>${gate}`) // prettier-ignore
const STUBS: readonly PageShape[] = [
  {
    what: 'en: subscribe to continue',
    kind: 'stub',
    html: stub('en', '', '<div><p>Subscribe to continue reading</p></div>'),
  },
  {
    what: 'en: a metered page',
    kind: 'stub',
    html: stub('en', '', '<p>You’ve reached your limit of free articles this month.</p>'),
  },
  {
    what: 'en: linked data say so',
    kind: 'stub',
    html: stub('en', data({ '@type': 'NewsArticle', headline: TITLE.en, isAccessibleForFree: 'False' }), ''),
  },
  {
    what: 'en: a longer start of a long article',
    kind: 'stub',
    html: page(
      'en',
      title(TITLE.en) +
        data({ '@type': 'NewsArticle', headline: TITLE.en, isAccessibleForFree: false, wordCount: 900 }),
      `<article>${h1('en')}${paragraphs('en')}</article>`,
    ),
  },
  {
    what: 'en: a wall by its name',
    kind: 'stub',
    html: stub(
      'en',
      '',
      '<div class="c-paywall__box"><h3>Keep up with the islands</h3><p>Unlimited access for one coin a week. Sign in or register.</p></div>',
    ),
  },
  {
    what: 'en: the last free article',
    kind: 'stub',
    html: stub(
      'en',
      meta('og:type', 'article'),
      '<div>You’ve read your last free article. Subscribe to read the rest.</div>',
    ),
  },
  { what: 'es: para seguir leyendo', kind: 'stub', html: stub('es', '', '<p>Para seguir leyendo, suscríbete</p>') },
  {
    what: 'es: contenido exclusivo',
    kind: 'stub',
    html: stub('es', '', '<div>Contenido exclusivo para suscriptores</div>'),
  },
  {
    what: 'es: linked data say so',
    kind: 'stub',
    html: stub('es', data({ '@type': 'NewsArticle', headline: TITLE.es, isAccessibleForFree: false }), ''),
  },
  {
    what: 'es: un muro',
    kind: 'stub',
    html: stub(
      'es',
      '',
      '<section class="muro-de-pago"><p>Hazte socio por un euro al mes e inicia sesión.</p></section>',
    ),
  },
]

export const PAGE_SHAPES: readonly PageShape[] = [...ARTICLES, ...LISTINGS, ...NOTICES, ...STUBS]
