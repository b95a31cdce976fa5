export * from './defaults';
export { checkedLanguage, DEFAULT_LANGUAGE } from './expires';
export type * from './model';
export { checkedRecipient } from './recipient';
export type { PreparedInvite } from './render';
export { prepareInvite } from './render';
export { ownVariables } from './variables';
