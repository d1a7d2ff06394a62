import { siteOf } from '../news/site.ts'

/** Query parameters that say where a reader came from, not what is read. */
const TRACKING = new Set(
  (
    'fbclid gclid gclsrc dclid wbraid gbraid msclkid yclid twclid ttclid igshid igsh mc_cid mc_eid mkt_tok vero_id ' +
    'oly_enc_id oly_anon_id _hsenc _hsmi hsctatracking cmp cmpid cid_source ocid ncid smid smtyp sref sr_share ref_src ' +
    'ref_url referrer traffic_source partner_id icid intcid xtor wt_mc wt.mc_id spm ftag feedtype feedname srnd taid ' +
    'guccounter guce_referrer guce_referrer_sig share_token sharetoken shareid amp amp_js_v amp_gsa usqp outputtype'
  ).split(' '),
)
const TRACKING_PREFIX = /^(?:utm|at|ns|pk|mtm|hsa|stm|itm)_/i

/** No browser's bar, mail or chat carries a longer address whole, and a name of such a host would fill a page. */
const LENGTH_MAX = 2_048

/**
 * The address an article is known by: http(s) only, of bearable length, without credentials, fragment, tracking parameters, AMP or mobile
 * variants; the remaining parameters sorted. `base` resolves a relative address. Null where there is no such address.
 */
export function canonicalUrl(raw: string, base: string | null = null): string | null {
  const trimmed = raw.trim()
  const parsed = trimmed === '' ? null : URL.parse(trimmed, base ?? undefined)
  if (parsed === null || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') || parsed.hostname === '') {
    return null
  }
  const url = unwrapAmpCache(parsed)
  url.username = ''
  url.password = ''
  url.hash = ''
  url.hostname = desktopHost(url.hostname)
  url.pathname = url.pathname
    .replace(/(?<=.)\/amp(\/?)$/i, '$1')
    .replace(/\.amp(?:\.html)?$/i, '.html')
    .replace(/^\/amp(?=\/.)/i, '')
  const kept = [...url.searchParams].filter(([key]) => !TRACKING.has(key.toLowerCase()) && !TRACKING_PREFIX.test(key))
  if (kept.length < url.searchParams.size) url.search = new URLSearchParams(kept).toString()
  url.searchParams.sort()
  return url.href.length > LENGTH_MAX ? null : url.href
}

/** `cdn.ampproject.org/c/s/HOST/PATH` and `google.com/amp/s/HOST/PATH` wrap the outlet's own address. */
function unwrapAmpCache(url: URL): URL {
  const inner =
    url.hostname === 'cdn.ampproject.org' || url.hostname.endsWith('.cdn.ampproject.org')
      ? /^\/[a-z]\/(s\/)?(.+)$/.exec(url.pathname)
      : /(?:^|\.)google\.[a-z.]+$/.test(url.hostname)
        ? /^\/amp\/(s\/)?(.+)$/.exec(url.pathname)
        : null
  if (inner === null) return new URL(url)
  return URL.parse(`${inner[1] === undefined ? 'http' : 'https'}://${inner[2] ?? ''}${url.search}`) ?? new URL(url)
}

function desktopHost(host: string): string {
  const labels = host.split('.')
  if (/^(?:m|mobile|amp|mobil|movil)$/.test(labels[0] ?? '') && labels.length > 2) {
    const rest = labels.slice(1).join('.')
    return siteOf(`https://${rest}/`) === rest ? `www.${rest}` : rest
  }
  // en.m.example.org, as encyclopedias do.
  if (labels.length > 3 && labels[1] === 'm') return [labels[0], ...labels.slice(2)].join('.')
  return host
}
