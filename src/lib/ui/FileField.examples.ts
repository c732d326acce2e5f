import type { Example } from './examples.ts';

export const examples: Example[] = [
	{
		title: 'Chọn một tệp',
		props: {
			name: 'ff1',
			label: 'Tệp sao kê',
			hint: 'CSV hoặc OFX, tải từ ngân hàng.',
			accept: '.csv,.ofx',
			onfile: async () => {}
		}
	}
];
