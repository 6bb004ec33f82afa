// The parts of ECharts that the charts use, and no more: the rest stays out of the bundle.
import { CustomChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts';
import { GraphicComponent, GridComponent } from 'echarts/components';
import { use } from 'echarts/core';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';

use([
  CustomChart,
  HeatmapChart,
  LineChart,
  ScatterChart,
  GraphicComponent,
  GridComponent,
  CanvasRenderer,
  SVGRenderer,
]);

export { type ECharts, init } from 'echarts/core';
