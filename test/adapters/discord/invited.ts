import { PermissionFlagsBits as Bits } from 'discord.js'

/** The permissions that the bot's invitation asks for: those that a digest needs, and no other. */
export const INVITED =
  Bits.ViewChannel |
  Bits.SendMessages |
  Bits.EmbedLinks |
  Bits.ReadMessageHistory |
  Bits.CreatePublicThreads |
  Bits.SendMessagesInThreads
