// What a page's data file puts beside the scripts.
interface Window {
  qunliPlan?: PlanData;
  qunliWords?: WordData;
}
