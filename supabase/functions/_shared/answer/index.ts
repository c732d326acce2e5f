/** How edge functions read what was sent and answer it: one shape of refusal, no cache, nothing logged. */
export { Refusal, busy, invalid, type RefusedField } from './refusal.ts';
export { refuse, reply } from './reply.ts';
export { BODY_LIMIT, readBytes, readJson } from './body.ts';
export { fieldsOf, take, toldOf } from './fields.ts';
