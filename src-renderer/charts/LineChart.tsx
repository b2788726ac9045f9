import { ChartFrame, type ChartFrameProps } from './ChartFrame.tsx';

/** Course over time. */
export const LineChart = (props: ChartFrameProps) => <ChartFrame {...props} kind="line" />;
