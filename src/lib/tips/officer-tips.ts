/** The verbs of an officer on a sealed tip. What goes in and comes out is ciphertext; keys never pass here. */
import { doors, type Certificate, type OpenTip } from '#contracts/tips.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;
type Answered<Name extends keyof typeof doors> = z.output<(typeof doors)[Name]['answer']>;

export type { Certificate, OpenTip };
export type SealedHeader = Answered<'tips_headers'>[number];
export type Alarm = Answered<'tips_alarms'>[number];
export type SecretFor = Asked<'tips_rekey'>['secrets'][number];
export type Classified = Asked<'tips_classify'>['as'];
export type Closing = Asked<'tips_close'>['as'];
/** Handing over is a step of its own, which makes an export first. */
export const endings = ['resolved', 'unfounded', 'duplicate'] as const satisfies Closing[];
export type Ending = (typeof endings)[number];
export type Member = OpenTip['members'][number];

export const headers = (ids: string[]) => call(doors, 'tips_headers', { ids });
/** Urgent tips that nobody has seen. */
export const alarms = () => call(doors, 'tips_alarms', {});
/** Opens a tip; the server writes down that it was read. */
export const open = (id: string) => call(doors, 'tips_open', { id });
export const say = (args: Asked<'tips_say'>) => call(doors, 'tips_say', args);
export const notesKey = (args: Asked<'tips_notes_key'>) => call(doors, 'tips_notes_key', args);
export const note = (args: Asked<'tips_note'>) => call(doors, 'tips_note', args);
export const classify = (args: Asked<'tips_classify'>) => call(doors, 'tips_classify', args);
export const close = (args: Asked<'tips_close'>) => call(doors, 'tips_close', args);
export const join = (args: Asked<'tips_join'>) => call(doors, 'tips_join', args);
export const partWays = (args: Asked<'tips_part_ways'>) => call(doors, 'tips_part_ways', args);
/** Erases a tip that was handed over. */
export const erase = (args: Asked<'tips_erase'>) => call(doors, 'tips_erase', args);
export const acknowledge = (args: Asked<'tips_acknowledge'>) =>
	call(doors, 'tips_acknowledge', args);
export const grant = (args: Asked<'tips_grant'>) => call(doors, 'tips_grant', args);
export const rekey = (args: Asked<'tips_rekey'>) => call(doors, 'tips_rekey', args);
/** The bytes of one part of an attachment, as they were sealed. */
export const part = (id: string, part: string) => call(doors, 'tips_part', { id, part });
