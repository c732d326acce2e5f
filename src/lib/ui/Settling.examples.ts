import type { Example } from './examples.ts';

const words = 'Đang mở…';

export const examples: Example[] = [
	{ title: 'Đang hỏi máy chủ', props: { settled: false, words }, words: 'Danh sách việc' },
	{ title: 'Đã có đủ', props: { settled: true, words }, words: 'Danh sách việc' }
];
