import type { Example } from './examples.ts';

const none = 'Không làm ngày này';
const fine = () => undefined;

export const examples: Example[] = [
	{
		title: 'Hai ca',
		props: {
			name: 'spans-1',
			legend: 'Thứ Bảy',
			none,
			error: fine,
			spans: [
				{ from: '07:30', to: '11:00' },
				{ from: '13:30', to: '17:00' }
			]
		}
	},
	{
		title: 'Không có ca nào',
		props: { name: 'spans-2', legend: 'Thứ Hai', none, error: fine, spans: [] }
	},
	{
		title: 'Lỗi',
		props: {
			name: 'spans-3',
			legend: 'Chủ Nhật',
			none,
			error: (field: string) =>
				field === 'spans-3.0.to' ? 'Giờ kết thúc phải sau giờ bắt đầu.' : undefined,
			spans: [{ from: '13:30', to: '11:00' }]
		}
	}
];
