/** Invites: who gets one, what stands in it, how it is sent once; here is what the node needs of it. */

export * from './defaults';
export { checkedLanguage, DEFAULT_LANGUAGE } from './expires';
export type * from './model';
export { checkedRecipient } from './recipient';
export type { PreparedInvite } from './render';
export { prepareInvite } from './render';
export { ownVariables } from './variables';
