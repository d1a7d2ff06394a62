import type { types } from '@slack/bolt'
import { blockShapeFaults, oneBlockFaults, optionFaults, schemaFaults } from './slack-rules.ts'

/** A modal or a home: its kind and its bounds. */
export function viewFaults(view: unknown, type: 'home' | 'modal'): readonly string[] {
  if (typeof view !== 'object' || view === null || !('type' in view) || view.type !== type) return [`no ${type} view`]
  const blocks = 'blocks' in view && Array.isArray(view.blocks) ? (view.blocks as readonly types.KnownBlock[]) : []
  const metadata = 'private_metadata' in view ? String(view.private_metadata) : ''
  return [
    ...(blocks.length < 1 || blocks.length > 100 ? [`${blocks.length} blocks in a view`] : []),
    ...(metadata.length > 3_000 ? ['private_metadata length'] : []),
    ...schemaFaults(blocks),
    ...blockShapeFaults(blocks),
    ...blocks.flatMap((block) => viewBlockFaults(block, type)),
    ...(type === 'modal' ? modalFaults(view as types.ModalView) : []),
  ]
}

function modalFaults({ title, submit, close, callback_id = '' }: types.ModalView): readonly string[] {
  const long = [title, submit, close].filter((label) => {
    return label !== undefined && (label.text.length < 1 || label.text.length > 24 || label.emoji !== false)
  })
  return [...(long.length === 0 ? [] : ['a label of the modal']), ...(callback_id.length > 255 ? ['callback_id'] : [])]
}

function viewBlockFaults(block: types.KnownBlock, type: 'home' | 'modal'): readonly string[] {
  if (block.type === 'table') return ['a table in a view']
  if (block.type !== 'input') return oneBlockFaults(block)
  if (type === 'home') return ['an input in a Home tab']
  const { label, hint, element } = block
  return [
    ...(label.text.length < 1 || label.text.length > 2_000 ? ['input label length'] : []),
    ...(hint !== undefined && (hint.text.length < 1 || hint.text.length > 2_000) ? ['input hint length'] : []),
    ...inputFaults(element),
  ]
}

function inputFaults(element: types.InputBlock['element']): readonly string[] {
  if (element.type === 'static_select') return optionFaults(element)
  if (element.type !== 'plain_text_input') return [`a ${element.type} is none we use`]
  const { max_length = 0, initial_value = '' } = element
  return [
    ...(max_length < 1 || max_length > 3_000 ? ['input max_length'] : []),
    ...(initial_value.length > max_length ? ['initial_value length'] : []),
  ]
}
