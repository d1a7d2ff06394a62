import { zoneCity } from '../commands/show-time.ts'
import type { ChannelRef } from '../news/message.ts'
import type { DeliveryView } from '../pipeline/digest/view-deliveries.ts'

/** A channel as it is written in standfirst.yaml. */
export function nameOf({ platform, id, workspace }: ChannelRef): string {
  if (platform === 'terminal') return platform
  return `${platform}:${workspace === undefined ? '' : `${workspace}/`}${id}`
}

/** Why a delivery stands as it does, where there is something to say. */
export function whyOf({ delivery, heldUntil }: DeliveryView): string | null {
  return heldUntil === null ? delivery.because : `quiet hours until ${heldUntil.time} ${zoneCity(heldUntil.zone, 'en')}`
}
