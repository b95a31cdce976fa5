/**
 * The setting of n8n with which an event or execution whose expressions need no sandbox gets none. By default n8n gives
 * one to every trigger but its own Webhook node, before the trigger's code runs, and one more to every execution.
 */
export const LAZY = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

export const LAZY_TITLE = 'With `N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true`';
