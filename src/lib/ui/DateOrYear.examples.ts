import type { Example } from './examples.ts';

export const examples: Example[] = [
	{
		title: 'Thường',
		props: {
			name: 'd1',
			legend: 'Ngày, tháng, năm sinh',
			hint: 'Không nhớ ngày thì chỉ ghi năm.',
			value: { day: '', month: '', year: '1944' }
		}
	},
	{
		title: 'Lỗi',
		props: {
			name: 'd2',
			legend: 'Ngày, tháng, năm sinh',
			error: 'Không có ngày này trong lịch.',
			value: { day: '31', month: '2', year: '1950' }
		}
	}
];
