/** The forms of this room's own doors. Every form of a case page takes the same inputs: `FormProps`. */
import type { Component } from 'svelte';
import AnswerData from './AnswerData.svelte';
import AskDataForm from './AskDataForm.svelte';
import AskForm from './AskForm.svelte';
import AssignForm from './AssignForm.svelte';
import ClockExtend from './ClockExtend.svelte';
import ClockPause from './ClockPause.svelte';
import ClockResume from './ClockResume.svelte';
import ClockWithdraw from './ClockWithdraw.svelte';
import CloseCallBack from './CloseCallBack.svelte';
import type { FormProps } from './doing.svelte.ts';
import LogCall from './LogCall.svelte';
import NoteForm from './NoteForm.svelte';
import type { Action } from './queue.ts';
import ReturnForm from './ReturnForm.svelte';

export const queueForms = {
	call: LogCall,
	ask: AskForm,
	return: ReturnForm,
	assign: AssignForm,
	note: NoteForm,
	close_call_back: CloseCallBack,
	ask_data: AskDataForm,
	answer_data: AnswerData,
	clock_pause: ClockPause,
	clock_resume: ClockResume,
	clock_extend: ClockExtend,
	clock_withdraw: ClockWithdraw
} as const satisfies Partial<Record<Action, Component<FormProps>>>;
