import type { Example } from './examples.ts';

export const examples: Example[] = [
	{ title: 'Thường', props: { name: 'df1', label: 'Ngày nhận', value: '02/09/2027' } },
	{
		title: 'Lỗi',
		props: { name: 'df2', label: 'Đến ngày', value: '31/02/2027', error: 'Không có ngày này.' }
	}
];
