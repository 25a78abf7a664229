// uPlot and its style, in a chunk of their own.
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";

export { uPlot as Plot };
