/** The verbs of a lead about the unit's models and reports; an auditor reads them. */
import { doors } from '#contracts/results.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

type Args<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;
type Answer<Name extends keyof typeof doors> = z.output<(typeof doors)[Name]['answer']>;

export type Desk = Answer<'results_desk'>;
export type DeskReport = Answer<'results_report'>;
export type ModelArgs = Args<'results_models_save'>['models'][number];

export const readDesk = () => call(doors, 'results_desk', {});
/** A draft with what would be told now, or what was published. */
export const readReport = (id: string) => call(doors, 'results_report', { id });
export const saveModels = (args: Args<'results_models_save'>) =>
	call(doors, 'results_models_save', args);
export const saveRules = (args: Args<'results_rules_save'>) =>
	call(doors, 'results_rules_save', args);
export const beginDraft = (args: Args<'results_draft'>) => call(doors, 'results_draft', args);
export const saveDraft = (args: Args<'results_draft_save'>) =>
	call(doors, 'results_draft_save', args);
export const dropDraft = (args: Args<'results_draft_drop'>) =>
	call(doors, 'results_draft_drop', args);
export const publishDraft = (args: Args<'results_publish'>) => call(doors, 'results_publish', args);
export const correctReport = (args: Args<'results_correct'>) =>
	call(doors, 'results_correct', args);
