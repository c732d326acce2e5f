import type { Example } from './examples.ts';

export const examples: Example[] = [
	{ title: 'Chưa', words: 'Danh sách chờ' },
	{ title: 'Đang', props: { kind: 'info' }, words: 'Đã giữ giờ' },
	{ title: 'Sắp hạn', props: { kind: 'caution' }, words: 'còn 3 giờ' },
	{ title: 'Quá hạn', props: { kind: 'danger' }, words: 'quá 2 giờ' },
	{ title: 'Xong', props: { kind: 'done' }, words: 'Đã trao thẻ' }
];
