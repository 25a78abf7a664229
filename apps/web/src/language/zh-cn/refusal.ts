// 拒绝说明的中文：应为什么、实际是什么、在这个应用里怎么办；以及中途出错的说明。
import type { Messages } from "../messages.ts";
import type { RefusalTexts, ShownValues } from "../refusal-text.ts";

const RECORD_AGAIN = "请重新记录，或重新导出采样。";
const SEPARATORS = "请用逗号分隔各列，小数点用“.”。";
const COPY_AGAIN = "请重新复制或下载归档，或重新导出。";
const DO_NOT_TRUST = "请不要信任这份归档。";
/** 归档的读者或作者对一次跑步能做什么。 */
const runRemedy = (shown: ShownValues): string =>
  shown.choose(
    "work",
    { export: "请在这次跑步的页面单独导出（CSV 或 JSON），将其移除后再导出全部。" },
    "这次跑步没有导入；请在原来的设备上重新导出。",
  );
const quoted = (shown: ShownValues): string => `“${shown.text("found")}”`;
const header = (shown: ShownValues): string => `列标题行 ${shown.text("columnHeader")}`;
const cell = (shown: ShownValues): string => `${shown.text("column")} 列中的数字`;

const texts: RefusalTexts = {
  "not-a-recording": {
    expected: "CSV 格式的记录",
    came: (shown) =>
      shown.choose(
        "kind",
        {
          gzip: "gzip 文件里又套了一个 gzip 文件",
          zip: "ZIP 压缩包或 Excel 工作簿",
          zstd: "zstd 压缩文件",
          bzip2: "bzip2 压缩文件",
          xz: "xz 压缩文件",
          "7z": "7-Zip 压缩包",
          fit: "FIT 运动文件",
          xml: "XML 文件（GPX、TCX 或网页）",
          "utf-16": "UTF-16 编码的文本",
          parquet: "Parquet 文件",
          hdf5: "HDF5 文件",
          matlab: "MATLAB 文件",
          numpy: "NumPy 文件",
          sqlite: "SQLite 数据库",
          pdf: "PDF 文档",
          json: "JSON",
        },
        "其他类型的文件",
      ),
    remedy: (shown) => {
      const unpack = "请解压后选择里面的 CSV。";
      const raw = "请选择传感器自己的单脚 CSV：运动文件里没有脚的采样。";
      const words = { gzip: unpack, zstd: unpack, bzip2: unpack, xz: unpack, "7z": unpack, fit: raw, xml: raw };
      const zip = "请解压后选择里面的 CSV，或把工作表另存为 CSV。";
      const utf8 = "请另存为 UTF-8（Excel 中选“CSV UTF-8（逗号分隔）”）。";
      return shown.choose("kind", { ...words, zip, "utf-16": utf8 }, "请把六个传感器列导出为 CSV。");
    },
  },
  "file-empty": { expected: header, came: "空文件", remedy: RECORD_AGAIN },
  "header-missing": { expected: header, came: "文件到此结束", remedy: RECORD_AGAIN },
  "samples-missing": { expected: "列标题行之后的采样数据", came: "一行也没有", remedy: RECORD_AGAIN },
  "line-too-long": {
    expected: (shown) => `每行不超过 ${shown.number("lineMaxBytes")} 字节`,
    came: "有一行更长",
    remedy: "请选择每行一个采样、以换行符结尾的 CSV。",
  },
  "file-unreadable": {
    expected: "浏览器能够读取的文件",
    came: (shown) => `读取失败（${shown.text("reason")}）`,
    remedy: "请重新选择这个文件；它可能已被移动或改动。",
  },
  "gzip-damaged": {
    expected: "一份用 gzip 压缩的记录",
    came: "gzip 文件已损坏，或里面还有别的内容",
    remedy: "请解压后选择 CSV，或重新压缩 CSV。",
  },
  "header-value-wrong": {
    expected: (shown) => {
      const range = `${shown.number("rangeMinG")} 到 ${shown.number("rangeMaxG")} 之间的数字，不带单位`;
      const rangeDps = `${shown.number("rangeMinDps")} 到 ${shown.number("rangeMaxDps")} 之间的数字，不带单位`;
      const words = {
        started_at_utc: "UTC 时刻，例如 2026-05-01T06:30:00Z",
        side: "left（左）或 right（右）",
        place: "sole（鞋底）、instep（脚背）或 heel（脚跟）",
        range_g: `${range}（例如 16）`,
        range_dps: `${rangeDps}（例如 2000）`,
        device: `1 到 ${shown.number("charactersMaxCount")} 个字符的名称`,
      };
      return `${shown.text("key")} 的值是${shown.choose("key", words, "允许的值")}`;
    },
    came: quoted,
    remedy: "请在文件里改正这一行，或删去它。",
  },
  "header-key-twice": {
    expected: (shown) => `${shown.text("key")} 只出现一次`,
    came: "又出现了一次",
    remedy: "请只保留正确的那一行。",
  },
  "column-header-wrong": {
    expected: header,
    came: (shown) => (shown.has("found") ? quoted(shown) : "二进制内容"),
    remedy: (shown) => {
      const quantities = shown.text("quantities").split(" ");
      const units = [
        ["time", "时间以秒为单位写作 time_s"],
        ["acceleration", "加速度以 m/s² 为单位（g × 9.80665）"],
        ["angular-rate", "角速度以 rad/s 为单位（°/s × 0.0174533）"],
      ].flatMap(([quantity = "", words = ""]) => (quantities.includes(quantity) ? [words] : []));
      const words = {
        binary: "请选择单只脚传感器的 CSV 文本。",
        "carriage-returns": "每行请以换行符（LF 或 CRLF）结尾，不要只用回车符。",
        "no-header": `请在数字之前加上一行 ${shown.text("columnHeader")}。`,
        separators: SEPARATORS,
        units: `请换算单位并使用规定的列名：${units.join("，")}。`,
        order: "请按规定的顺序和拼写排列各列及其数字。",
        "extra-columns": "请删去其他列。",
        "no-gyroscope": "请同时记录陀螺仪：两种传感器缺一不可。",
      };
      return shown.choose("mistake", words, "请使用这些列名，单位为秒、m/s² 和 rad/s。");
    },
  },
  "row-is-comment": {
    expected: "一行七个数字",
    came: (shown) => `这一行 ${quoted(shown)}`,
    remedy: "请把以 # 开头的行放在列标题行之前。",
  },
  "row-is-header": {
    expected: "一行数字",
    came: "又一行列标题",
    remedy: "请把拼接在一起的记录拆成单独的文件。",
  },
  "column-count-wrong": {
    expected: (shown) => `${shown.number("expectedCount")} 列（${shown.text("columnHeader")}）`,
    came: (shown) => `${shown.number("columnCount")} 列：${quoted(shown)}`,
    remedy: (shown) =>
      shown.choose(
        "mistake",
        { separators: SEPARATORS, "decimal-commas": "小数点请用“.”，不要用逗号。" },
        "请写全每个采样的七个数字，或整行删去。",
      ),
  },
  "cell-not-a-number": {
    expected: cell,
    came: (shown) => `文字 ${quoted(shown)}`,
    remedy: "请写普通数字，例如 -9.81 或 1.5e-3。",
  },
  "cell-empty": { expected: cell, came: "空单元格", remedy: "缺少读数时请删去整行；允许有间断。" },
  "cell-without-reading": {
    expected: cell,
    came: quoted,
    remedy: "传感器丢失采样时请删去整行；允许有间断。",
  },
  "cell-too-large": {
    expected: cell,
    came: (shown) => `${quoted(shown)}，数值过大`,
    remedy: "请改正这一行，或删去它。",
  },
  "time-not-seconds": {
    expected: (shown) => `以秒为单位的 time_s（不超过 ${shown.text("timeMaxSec")}）`,
    came: (shown) => shown.text("timeSec"),
    remedy: "时间列看起来是自 1970 年起的毫秒或更小的单位：请改为秒，最好从 0 开始。",
  },
  "time-runs-back": {
    expected: (shown) => `time_s 不早于上一行的 ${shown.text("previousSec")}`,
    came: (shown) => `${shown.text("timeSec")}，倒退了 ${shown.number("backSec")} 秒`,
    remedy: "请按时间排序；如果时钟中途重新开始，请把前后两段分成单独的文件。",
  },
  "acceleration-implausible": {
    expected: (shown) => `${shown.text("column")} 在 ±${shown.number("readingMaxMps2")} m/s² 以内`,
    came: (shown) => shown.text("readingMps2"),
    remedy: "单位可能不是 m/s²（是计数值或 mg？）：请把这一列换算成 m/s²。",
  },
  "angular-rate-implausible": {
    expected: (shown) => `${shown.text("column")} 在 ±${shown.number("readingMaxRadPerSec")} rad/s 以内`,
    came: (shown) => shown.text("readingRadPerSec"),
    remedy: "单位可能是 °/s：请换算成 rad/s（× 0.0174533）。",
  },
  "sample-rate-wrong": {
    expected: (shown) => `采样率为 ${shown.number("sampleRateMinHz")} 到 ${shown.number("sampleRateMaxHz")} Hz`,
    came: (shown) => `${shown.number("sampleRateHz")} Hz`,
    remedy: (shown) => {
      const divide = (unit: string, perSec: string): string => `时间列看起来是${unit}：请除以 ${perSec}。`;
      const words = {
        bursts: "这些时间看起来是成批到达的时刻：请写传感器采样的时刻。",
        "too-fast": "请把相邻采样平均到 200 至 400 Hz，或检查 time_s 是否以秒为单位。",
        milliseconds: divide("毫秒", "1000"),
        microseconds: divide("微秒", "1000000"),
        nanoseconds: divide("纳秒", "1000000000"),
      };
      return shown.choose("mistake", words, "请把传感器设为 100 Hz 或更高（200 Hz 较好）后重新记录。");
    },
  },
  "recording-too-short": {
    expected: (shown) => `至少 ${shown.number("durationMinSec")} 秒的采样`,
    came: (shown) => `${shown.number("durationSec")} 秒`,
    remedy: "请至少记录几步。",
  },
  "sensor-constant": {
    expected: (shown) =>
      `${shown.choose("sensor", { accelerometer: "加速度计", gyroscope: "陀螺仪" }, "传感器")}的读数随脚变化`,
    came: (shown) => `每一行读数都相同（${shown.text("readings")}）`,
    remedy: "请检查传感器是否开启，以及这几列是否正确导出。",
  },
  "feet-same-samples": {
    expected: "右脚的记录",
    came: (shown) => `与左脚的 ${shown.text("leftFile")} 采样完全相同`,
    remedy: "请为其中一只脚选择另一个文件，或只用一个文件。",
  },
  "feet-not-overlapping": {
    expected: (shown) => `至少一半的时间与左脚的 ${shown.text("leftFile")} 重合`,
    came: (shown) =>
      shown.text("overlapSec") === "0"
        ? "时间上没有重合"
        : `较短的记录有 ${shown.number("shorterSec", 1)} 秒，只重合 ${shown.number("overlapSec", 1)} 秒`,
    remedy: "请选择同一次跑步的两份记录，或只用其中一份。",
  },
  "archive-damaged": {
    expected: "完整的 ZIP",
    came: (_shown) => "ZIP 不完整或已损坏",
    remedy: COPY_AGAIN,
  },
  "archive-cut-short": {
    expected: (shown) => `从第 ${shown.number("offsetBytes")} 字节起有 ${shown.number("wantedBytes")} 字节`,
    came: (shown) => `${shown.number("cameBytes")} 字节`,
    remedy: COPY_AGAIN,
  },
  "archive-directory-too-large": {
    expected: (shown) => `目录不超过 ${shown.size("sizeMaxBytes")}`,
    came: (shown) => shown.size("sizeBytes"),
    remedy: COPY_AGAIN,
  },
  "archive-too-many-entries": {
    expected: (shown) => `最多 ${shown.number("entriesMaxCount")} 个条目`,
    came: "超过此数",
    remedy: "请减少一次导出的跑步。",
  },
  "archive-entry-twice": {
    expected: "每个条目只出现一次",
    came: (shown) => `“${shown.text("path")}”出现了两次`,
    remedy: COPY_AGAIN,
  },
  "archive-entries-overlap": {
    expected: "各条目依次排列，互不重叠",
    came: (shown) => `“${shown.text("path")}”与“${shown.text("otherPath")}”共用了同一段内容`,
    remedy: DO_NOT_TRUST,
  },
  "archive-manifest-missing": {
    expected: (shown) => `Solewise 的归档，ZIP 最上层有 ${shown.text("manifest")}`,
    came: (shown) => (shown.has("deeper") ? `“${shown.text("deeper")}”` : "ZIP 里没有它"),
    remedy: (shown) =>
      shown.has("deeper")
        ? "请直接压缩这些文件，而不是它们所在的文件夹。"
        : "请选择由 Solewise 导出的文件。ZIP 里的记录要先解压。",
  },
  "archive-format-unknown": {
    expected: "格式“solewise-archive”",
    came: (shown) => shown.text("found"),
    remedy: "请选择由 Solewise 导出的文件。",
  },
  "archive-version-wrong": {
    expected: "版本号",
    came: (shown) => shown.text("found"),
    remedy: "请重新导出归档。",
  },
  "archive-version-newer": {
    expected: (shown) => `格式版本 ${shown.number("versionMax")}`,
    came: (shown) => `版本 ${shown.number("version")}`,
    remedy: "请先更新这里的 Solewise，再导入一次。",
  },
  "archive-entry-encrypted": {
    expected: "没有密码的条目",
    came: "加密的条目",
    remedy: "请重新制作不带密码的归档。",
  },
  "archive-entry-method-unknown": {
    expected: "未压缩或以 Deflate 压缩的条目",
    came: (shown) => `压缩方法 ${shown.number("method")}`,
    remedy: COPY_AGAIN,
  },
  "archive-entry-too-large": {
    expected: (shown) => `不超过 ${shown.size("sizeMaxBytes")}`,
    came: (shown) => shown.size("sizeBytes"),
    remedy: COPY_AGAIN,
  },
  "archive-entry-shrank-too-much": {
    expected: (shown) => `压缩不超过 ${shown.number("ratioMax")} 倍的条目`,
    came: (shown) => `${shown.size("sizeBytes")} 压缩成了 ${shown.size("packedBytes")}`,
    remedy: DO_NOT_TRUST,
  },
  "archive-entry-size-wrong": {
    expected: (shown) => `${shown.number("sizeBytes")} 字节`,
    came: (shown) => `大小不符（读到 ${shown.number("cameBytes")} 字节）`,
    remedy: COPY_AGAIN,
  },
  "archive-entry-missing": { expected: "有这个条目", came: "没有", remedy: COPY_AGAIN },
  "archive-entry-name-wrong": {
    expected: "普通的文件名",
    came: (shown) => `“${shown.text("name")}”`,
    remedy: runRemedy,
  },
  "archive-json-wrong": {
    expected: "一个 JSON 对象",
    came: (shown) =>
      shown.choose(
        "fault",
        {
          "no-object": "不是对象的 JSON",
          "number-too-large": "JSON 里有过大的数字",
          "nested-too-deeply": "JSON 嵌套过深",
        },
        "不是 UTF-8 编码的 JSON",
      ),
    remedy: COPY_AGAIN,
  },
  "archive-member-wrong": {
    expected: (shown) => `${shown.text("member")} 的值符合归档格式`,
    came: (shown) => (shown.has("found") ? shown.text("found") : "没有这个值，或与其他内容矛盾"),
    remedy: runRemedy,
  },
  "archive-run-id-wrong": { expected: "以小写 UUID 作为跑步的编号", came: quoted, remedy: runRemedy },
  "archive-run-id-differs": {
    expected: (shown) => `跑步 ${shown.text("runId")}`,
    came: (shown) => shown.text("found"),
    remedy: runRemedy,
  },
  "archive-run-twice": {
    expected: "每次跑步只出现一次",
    came: (shown) => `${shown.text("runId")} 出现了两次`,
    remedy: runRemedy,
  },
  "archive-run-unlisted": {
    expected: "目录列出每一次跑步",
    came: (shown) => `多出一个文件夹 ${shown.text("runId")}`,
    remedy: runRemedy,
  },
  "archive-strides-size-wrong": {
    expected: (shown) => `${shown.number("strideCount")} 个步幅对应 ${shown.number("expectedBytes")} 字节`,
    came: (shown) => (shown.has("cameBytes") ? `${shown.number("cameBytes")} 字节` : "没有这个条目"),
    remedy: runRemedy,
  },
  "archive-strides-wrong": {
    expected: "脚能够迈出的步子",
    came: (shown) =>
      shown.has("strideNumber")
        ? `第 ${shown.number("strideNumber")} 步有不可能的值（${shown.text("word")}：${shown.text("found")}）`
        : "不可能的值",
    remedy: runRemedy,
  },
  "archive-paths-size-wrong": {
    expected: "字节数为偶数",
    came: (shown) => `${shown.number("cameBytes")} 字节`,
    remedy: runRemedy,
  },
  "archive-recording-twice": {
    expected: "每只脚只有一份记录",
    came: (shown) => `另外还有 ${shown.text("otherName")}`,
    remedy: runRemedy,
  },
};

export const refusal: Messages["refusal"] = {
  texts,
  sentence: (place, expected, came, remedy) => `${place}：应为：${expected}；实际：${came}。${remedy}`,
  failures: {
    worker: "浏览器中止了分析，多半是内存不足。请关闭其他标签页后重试；已保存的内容没有变动。",
    noRoom: "这台设备没有空间了。请在“存储与备份”里腾出空间后重试。",
    store: "浏览器无法读写它的存储。请重新加载页面后重试；已保存的内容没有变动。",
    file: "文件已无法读取。请重新选择；它可能已被移动或改动。",
    load: "Solewise 的一部分没有加载成功。请检查网络，重新加载页面后重试。",
    defect: "这是 Solewise 的缺陷，不是你的文件有问题。已保存的内容没有变动，可以重试。",
  },
  ofRun: (name, why) => `${name}：${why}`,
  runUnreadable: "这次跑步无法读取。",
};
