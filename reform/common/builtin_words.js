// Streamlit has no setting for the language of its own words. This turns the ones a page shows into
// Chinese, and back: it watches the page, changes exact texts only, and leaves what the app wrote alone.
(() => {
  const language = "LANGUAGE";
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  const words = {
    "Upload": "上传", "Add files": "添加文件", "file upload": "上传文件", "Browse files": "选择文件", "Drag and drop file here": "把文件拖到这里",
    "Drag and drop files here": "把文件拖到这里", "Choose an option": "请选择", "Choose options": "请选择",
    "Select all": "全选", "No results": "没有结果", "No options to select": "没有可选项",
    "Search": "搜索", "Fullscreen": "全屏", "Close fullscreen": "退出全屏", "Exit fullscreen": "退出全屏",
    "Download as CSV": "下载 CSV", "Show/hide columns": "显示或隐藏列", "Add row": "添加一行",
    "Sort ascending": "升序", "Sort descending": "降序", "Autosize": "自动列宽", "Pin column": "固定此列",
    "Unpin column": "取消固定", "Hide column": "隐藏此列", "Statistics": "统计", "Format": "格式",
    "Settings": "设置", "Print": "打印", "Record screen": "录屏", "Record a screencast": "录屏",
    "About": "关于", "Rerun": "重新运行", "Clear cache": "清除缓存", "Theme": "主题", "System": "跟随系统",
    "Light": "浅色", "Dark": "深色", "Appearance": "外观", "Wide mode": "宽屏", "Use system setting": "跟随系统",
    "Stop": "停止", "Running...": "计算中…", "Running": "计算中", "View more": "更多", "View less": "收起",
    "Collapse sidebar": "收起侧栏", "Expand sidebar": "展开侧栏", "Clear all": "全部清除", "Clear value": "清除",
    "Remove": "移除", "Delete file": "移除文件", "Copy to clipboard": "复制", "Copied": "已复制", "Open": "展开",
    "Main menu": "主菜单", "Show password text": "显示密码", "Previous": "上一个", "Next": "下一个",
    "Skip to main content": "跳到正文", "App pages": "页面", "Sidebar": "侧栏", "Choose date": "选择日期",
    "Selected values": "已选", "The page that you have requested does not seem to exist. Running the app's main page.":
    "没有您要找的页面，已打开首页。",
    "Failed to generate file for download": "文件没有生成，未下载任何内容。请重试；仍不成功，请查看服务器的磁盘空间和服务日志。",
    "Close": "关闭", "Dismiss": "关闭", "Page not found": "没有这个页面", "Connecting": "正在连接",
    "CONNECTING": "正在连接", "Connection error": "连接中断", "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:": "看板服务似乎已停止，请重新启动：",
  };
  const patterns = [
    [/^(\d+(?:\.\d+)?)\s?([KMG]B) per file(?: • (.*))?$/, (m) => `单个文件不超过 ${m[1]} ${m[2]}${m[3] ? "，" + m[3] : ""}`],
    [/^Limit (\d+(?:\.\d+)?)\s?([KMG]B) per file(?: • (.*))?$/, (m) => `单个文件不超过 ${m[1]} ${m[2]}${m[3] ? "，" + m[3] : ""}`],
    [/^Help for (.+)$/, (m) => `${m[1]}的说明`],
    [/^(year|month|day), (.*)$/, (m) => `${{ year: "年", month: "月", day: "日" }[m[1]]}，${m[2]}`],
    [/^(\w+) icon$/, () => "图标"],
    [/^Remove (.+)$/, (m) => `移除 ${m[1]}`],
    [/^(.+), selected$/, (m) => `${m[1]}，已选`],
  ];
  const attributes = ["placeholder", "aria-label", "title", "alt"];
  const own = '[data-testid="stMarkdownContainer"], [data-testid="stDataFrameResizable"], .js-plotly-plot, pre, code';
  // Words of Streamlit's that stand in the same kind of box as ours.
  const streamlits = '[role="dialog"], [data-testid="stFileUploader"] button';
  const chinese = (text) => {
    const plain = text.trim();
    if (plain in words) return text.replace(plain, words[plain]);
    for (const [pattern, make] of patterns) {
      const match = plain.match(pattern);
      if (match) return text.replace(plain, make(match));
    }
    return null;
  };
  const state = (window.__builtinWords ||= { originals: new WeakMap(), observer: null, language: null });
  state.language = language;
  const treatText = (node) => {
    const parent = node.parentElement;
    if (!parent || (parent.closest(own) && !parent.closest(streamlits))) return;
    if (state.language === "zh") {
      const turned = chinese(node.data);
      if (turned && turned !== node.data) { state.originals.set(node, [node.data, turned]); node.data = turned; }
    } else if (state.originals.has(node)) {
      const [before, after] = state.originals.get(node);
      if (node.data === after) node.data = before;
      state.originals.delete(node);
    }
  };
  const treatElement = (element) => {
    for (const name of attributes) {
      const value = element.getAttribute && element.getAttribute(name);
      const kept = `data-en-${name}`;
      if (!value) continue;
      if (state.language === "zh") {
        const turned = chinese(value);
        if (turned && turned !== value) { element.setAttribute(kept, value); element.setAttribute(name, turned); }
      } else if (element.hasAttribute(kept)) {
        // Restore only what still stands as we left it: the page may have written something new meanwhile.
        const before = element.getAttribute(kept);
        element.removeAttribute(kept);
        if (value === chinese(before)) element.setAttribute(name, before);
      }
    }
  };
  const treat = (root) => {
    if (root.nodeType === Node.TEXT_NODE) return treatText(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    treatElement(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) treatText(node); else treatElement(node);
    }
  };
  treat(document.body);
  if (!state.observer) {
    state.observer = new MutationObserver((changes) => {
      for (const change of changes) {
        if (change.type === "characterData") treatText(change.target);
        else if (change.type === "attributes") treatElement(change.target);
        else change.addedNodes.forEach(treat);
      }
    });
    state.observer.observe(document.body, {
      subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: attributes,
    });
  }
})();
