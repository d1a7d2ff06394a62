type Heading = { readonly kind: 'heading'; readonly text: string }

/**
 * Units into posts, in order, as many to each as `fits` allows; a unit that fits nowhere stands alone. A heading never ends a
 * post, and where its rows go on in the next one it is repeated with `continued` behind it.
 */
export function packUnits<Unit extends { readonly kind: string }>(
  units: readonly (Unit | Heading)[],
  continued: string,
  fits: (post: readonly (Unit | Heading)[]) => boolean,
): readonly (readonly (Unit | Heading)[])[] {
  const posts: (Unit | Heading)[][] = [[]]
  let heading: Heading | null = null
  for (const unit of units) {
    const current = posts.at(-1) ?? []
    if (isHeading(unit)) heading = unit
    if (current.length === 0 || fits([...current, unit])) {
      current.push(unit)
      continue
    }
    const last = current.at(-1)
    if (last !== undefined && isHeading(last)) posts.push([...current.splice(-1), unit])
    else if (isHeading(unit) || heading === null) posts.push([unit])
    else posts.push([{ kind: 'heading', text: `${heading.text} (${continued})`.trim() }, unit])
  }
  return posts.filter((post) => post.length > 0)
}

function isHeading(unit: { readonly kind: string }): unit is Heading {
  return unit.kind === 'heading'
}
