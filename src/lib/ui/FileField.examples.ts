import type { Example } from './examples.ts';

export const examples: Example[] = [
	{
		title: 'Chọn tệp',
		props: {
			name: 'file1',
			label: 'Chọn tệp',
			hint: 'Tệp .csv hoặc .xlsx',
			accept: '.csv,.xlsx',
			onfile: async () => undefined
		}
	}
];
