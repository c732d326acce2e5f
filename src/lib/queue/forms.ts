/** The forms of this room's own doors that a case of any kind may ask for. Every form of a case page takes the same inputs: `FormProps`. */
import AskDataForm from './AskDataForm.svelte';
import AskForm from './AskForm.svelte';
import AssignForm from './AssignForm.svelte';
import ClockExtend from './ClockExtend.svelte';
import ClockPause from './ClockPause.svelte';
import ClockResume from './ClockResume.svelte';
import ClockWithdraw from './ClockWithdraw.svelte';
import type { CaseForms } from './doing.svelte.ts';
import LogCall from './LogCall.svelte';
import MergeForm from './MergeForm.svelte';
import NoteForm from './NoteForm.svelte';
import ReturnForm from './ReturnForm.svelte';

export const queueForms = {
	call: LogCall,
	ask: AskForm,
	return: ReturnForm,
	assign: AssignForm,
	merge: MergeForm,
	note: NoteForm,
	ask_data: AskDataForm,
	clock_pause: ClockPause,
	clock_resume: ClockResume,
	clock_extend: ClockExtend,
	clock_withdraw: ClockWithdraw
} as const satisfies CaseForms;
