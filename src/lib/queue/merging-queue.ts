/** The verbs of merging two cases, splitting one, and taking it back. */
import { doors, type Kin, type Link, type Side, type Stands } from '#contracts/queue-merging.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;
type Answered<Name extends keyof typeof doors> = z.output<(typeof doors)[Name]['answer']>;

export type { Kin, Link, Side, Stands };
export type Alike = Kin['alike'][number];
export type MergePreview = Answered<'queue_merge_preview'>;
export type UndoPreview = Answered<'queue_link_preview'>;

export const previewMerge = (id: string, reference: string, bring: string[]) =>
	call(doors, 'queue_merge_preview', { id, reference, bring });
export const merge = (args: Asked<'queue_merge'>) => call(doors, 'queue_merge', args);
export const split = (args: Asked<'queue_split'>) => call(doors, 'queue_split', args);
export const previewUndo = (id: string, link: string) =>
	call(doors, 'queue_link_preview', { id, link });
export const undoLink = (args: Asked<'queue_link_undo'>) => call(doors, 'queue_link_undo', args);
