import type { Example } from './examples.ts';

export const examples: Example[] = [
	{
		title: 'Danh sách và hồ sơ',
		props: { open: true, labels: { list: 'Danh sách', detail: 'Hồ sơ' } },
		words: 'Một nửa'
	}
];
