; The installer for Windows, made by packaging/build_installer.py: for one user, without an
; administrator. Removing the program leaves what was entered, which lies in %LOCALAPPDATA%\党建季报.
; The installer itself stays a 32-bit program: it has to start where it refuses to go on.

!define TITLE "党建季报"
!define NAME "dangjian-jibao"
!define PROGRAM "${NAME}.exe"
!define REGISTERED "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define SCHEME "${NAME}.scheme"
!define LIST "installed.txt" ; beside the program: what lies here by us, folders behind their files

Unicode true
SetCompressor /SOLID lzma
RequestExecutionLevel user
ManifestDPIAware true
ShowInstDetails nevershow
ShowUninstDetails nevershow
Name "${TITLE}"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
BrandingText "${TITLE} ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${TITLE}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${TITLE}安装程序"
VIAddVersionKey "LegalCopyright" ""

!include "LogicLib.nsh"
!include "MUI2.nsh"
!include "WinVer.nsh"
!include "x64.nsh"
!include "FileFunc.nsh"
!include "WordFunc.nsh"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_WELCOMEPAGE_TITLE "安装${TITLE} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "不用管理员，只给当前用户安装。$\r$\n$\r$\n已经装过旧版本的，直接安装就换成新版本，填写的内容不受影响。$\r$\n$\r$\n请点“安装”。"
!define MUI_FINISHPAGE_TITLE "安装好了"
!define MUI_FINISHPAGE_TEXT "桌面和开始菜单里都有“${TITLE}”。"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!define MUI_FINISHPAGE_RUN_TEXT "现在打开${TITLE}"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "将删除${TITLE}的程序。填写的内容和备份不会删除，仍留在“$LOCALAPPDATA\${TITLE}”，以后再装还能接着用。"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

; Installer and uninstaller each want functions of their own; those of the latter begin with "un.".
!macro FUNCTIONS un

; A program that runs cannot be opened for writing.
Function ${un}WaitUntilClosed
  ${ForEach} $1 0 1 + 1
    StrCpy $2 "$INSTDIR\${PROGRAM}"
    ${If} $1 = 1
      StrCpy $2 "$INSTDIR\${NAME}-console.exe"
    ${EndIf}
    ${DoWhile} ${FileExists} $2
      ClearErrors
      FileOpen $0 $2 a
      ${IfNot} ${Errors}
        FileClose $0
        ${ExitDo}
      ${EndIf}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${TITLE}正在使用。请先关闭它的窗口，再点“重试”。" /SD IDCANCEL IDRETRY +2
      Abort
    ${Loop}
  ${Next}
FunctionEnd

; Files of an older version must not lie among those of a newer one; files of others stay.
Function ${un}RemoveProgram
  ClearErrors
  FileOpen $0 "$INSTDIR\${LIST}" r
  ${IfNot} ${Errors}
    ${Do}
      FileReadUTF16LE $0 $1
      ${If} ${Errors}
        ${ExitDo}
      ${EndIf}
      StrCpy $1 $1 -1 ; the end of the line
      Delete "$INSTDIR\$1"
      RMDir "$INSTDIR\$1"
    ${Loop}
    FileClose $0
    Delete "$INSTDIR\${LIST}"
  ${EndIf}
FunctionEnd

!macroend
!insertmacro FUNCTIONS ""
!insertmacro FUNCTIONS "un."

Section "" WHOLE
  Call WaitUntilClosed
  Call RemoveProgram
  SetOutPath "$INSTDIR"
  File "/oname=${LIST}" "${FILES}"
  File /r "${BUNDLE}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\${PROGRAM}"
  CreateShortcut "$DESKTOP\${TITLE}.lnk" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "Software\Classes\.djfa" "" "${SCHEME}"
  WriteRegStr HKCU "Software\Classes\${SCHEME}" "" "${TITLE}方案"
  WriteRegStr HKCU "Software\Classes\${SCHEME}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "Software\Classes\${SCHEME}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  WriteRegStr HKCU "${REGISTERED}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${REGISTERED}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${REGISTERED}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${REGISTERED}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${REGISTERED}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${REGISTERED}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${REGISTERED}" "NoModify" 1
  WriteRegDWORD HKCU "${REGISTERED}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${REGISTERED}" "EstimatedSize" $0
  ${RefreshShellIcons}
SectionEnd

; A double-clicked file that takes a while to show a window is often double-clicked again.
Function .onInit
  System::Call 'kernel32::CreateMutex(p 0, i 0, t "${NAME}-setup") ?e'
  Pop $0
  ${If} $0 = 183 ; ERROR_ALREADY_EXISTS
    MessageBox MB_OK|MB_ICONEXCLAMATION "${TITLE}的安装程序已经打开，请在任务栏里找到它的窗口。" /SD IDOK
    Abort
  ${EndIf}
  ${IfNot} ${AtLeastBuild} 17763
    MessageBox MB_OK|MB_ICONSTOP "这台电脑的Windows太旧，不能安装${TITLE}：需要Windows 10（1809版）或者更新的系统。请换一台电脑，或者请管理员升级系统。" /SD IDOK
    Abort
  ${EndIf}
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "这台电脑的Windows是32位的，不能安装${TITLE}：需要64位的Windows 10（1809版）或者更新的系统。请换一台电脑。" /SD IDOK
    Abort
  ${EndIf}
  ReadRegStr $0 HKCU "${REGISTERED}" "DisplayVersion"
  ${VersionCompare} "$0" "${VERSION}" $1
  ${If} $1 = 1
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "这台电脑上的${TITLE}是更新的$0版。换成旧的${VERSION}版，新版整理过的数据可能打不开。仍然要换成旧版吗？" /SD IDNO IDYES +2
    Abort
  ${EndIf}
  ; Twice the size: while they are unpacked, the files lie in the temporary folder, too.
  SectionGetSize ${WHOLE} $2
  IntOp $2 $2 / 512
  IntOp $2 $2 + 1
  ${Do}
    ${GetRoot} "$INSTDIR" $0
    ${DriveSpace} "$0\" "/D=F /S=M" $1
    ${If} $1 >= $2
      ${ExitDo}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$0盘的空间不够，不能安装${TITLE}：需要$2 MB，现在只有$1 MB。请先清空回收站或者移走一些文件，再点“重试”。" /SD IDCANCEL IDRETRY +2
    Abort
  ${Loop}
FunctionEnd

Section "Uninstall"
  Call un.WaitUntilClosed
  Call un.RemoveProgram
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  Delete "$DESKTOP\${TITLE}.lnk"
  DeleteRegKey HKCU "Software\Classes\.djfa"
  DeleteRegKey HKCU "Software\Classes\${SCHEME}"
  DeleteRegKey HKCU "${REGISTERED}"
  ${RefreshShellIcons}
SectionEnd
