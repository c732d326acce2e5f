import AnswerData from '#lib/queue/AnswerData.svelte';

export { default as Facts } from './DataRequest.svelte';

export const forms = { answer_data: AnswerData };
