import type { Example } from './examples.ts';

export const examples: Example[] = [
	{ title: 'Thường', props: { label: 'Đến nhà', value: 3, max: 21 } },
	{ title: 'Sắp hạn', props: { label: 'Trả lời lần đầu', value: 17, max: 20, kind: 'caution' } },
	{ title: 'Quá hạn', props: { label: 'Trả thẻ', value: 9, max: 7, kind: 'danger' } }
];
